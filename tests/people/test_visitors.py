"""Who a visitor is, and who may write."""

import pytest
from django.core.management import call_command
from django.http import HttpResponse
from django.test import RequestFactory

from people.bans import Ban
from people.confirming import who_may_write
from people.visitors import Visitor, remember
from tests.builders import ago, make_member

pytestmark = pytest.mark.django_db


def asking(cookie=None):
    request = RequestFactory().post("/")
    if cookie is not None:
        request.COOKIES["visitor"] = cookie
    return request


def test_a_visitor_is_known_again_by_the_cookie():
    visitor = Visitor.objects.create(name="Анна")
    answer = HttpResponse()
    remember(answer, visitor)
    cookie = answer.cookies["visitor"]

    assert Visitor.objects.of(asking(cookie.value)) == visitor
    assert (cookie["httponly"], cookie["samesite"], cookie["max-age"]) == (True, "Lax", 365 * 86400)


def test_all_that_is_stored_of_a_visitor_is_read_at_once():
    visitor = Visitor.objects.create(name="Анна")
    answer = HttpResponse()
    remember(answer, visitor)

    assert Visitor.objects.of(asking(answer.cookies["visitor"].value)).get_deferred_fields() == set()


@pytest.mark.parametrize("cookie", [None, "", "junk", "a:b:c", "\ud800", "\x00", "x" * 10_000])
def test_a_bad_cookie_is_nobody(cookie):
    assert Visitor.objects.of(asking(cookie)) is None


def test_a_newcomer_is_not_stored_before_they_have_done_something():
    visitor = Visitor.objects.welcome(asking())

    assert not Visitor.objects.filter(pk=visitor.pk).exists()


def test_who_is_new_is_kept_once(django_assert_num_queries):
    visitor = Visitor.objects.welcome(asking())
    visitor.keep()

    assert not visitor.is_new
    with django_assert_num_queries(0):
        visitor.keep()
    assert Visitor.objects.get() == visitor


def test_a_ban_is_answered_once():
    ban = Ban.objects.create(visitor=Visitor.objects.create(), reason="insult")

    assert [ban.answer("За что?"), ban.answer("Ещё раз")] == [True, False]
    assert Ban.objects.appealed().get().appeal == "За что?"


def test_a_ban_that_is_over_is_not_answered():
    ban = Ban.objects.create(visitor=Visitor.objects.create(), reason="insult", until=ago(hours=1))

    assert not ban.answer("За что?")


@pytest.mark.parametrize(
    ("commenters", "gateway", "country", "state"),
    [
        ("open", "console", "KZ", "closed"),
        ("email", "console", "KZ", "closed"),
        ("sms", "console", "KZ", "closed"),
        ("sms", "https://sms.example.kz/", "KZ", "sms"),
        ("open", "console", "", "open"),
        ("sms", "console", "", "closed"),
        ("email", "console", "", "closed"),
        ("closed", "https://sms.example.kz/", "KZ", "closed"),
    ],
)
def test_in_production_nobody_writes_unidentified(settings, commenters, gateway, country, state):
    settings.SECURE, settings.COMMENTERS = True, commenters
    settings.SMS_GATEWAY, settings.SITE_COUNTRY = gateway, country

    now, reason = who_may_write()

    assert now == state
    assert bool(reason) is (state == "closed")


def test_at_home_everybody_may_write(settings):
    assert who_may_write() == ("open", "")


def test_the_check_says_why_comments_are_closed_and_fails_nothing(settings, capsys):
    settings.SECURE = True

    call_command("check", fail_level="WARNING")

    assert "people.I001" in capsys.readouterr().err


@pytest.mark.parametrize(("group", "may"), [("reporter", False), ("moderator", True), ("chief", True)])
def test_moderators_and_chiefs_moderate(group, may):
    assert make_member(group).has_perm("comments.moderate_comment") is may
