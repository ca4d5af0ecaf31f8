"""Who has an article open: heartbeats through their address."""

import pytest
from django.utils import timezone

from articles.models import Article, Presence
from people.models import User
from tests.builders import ago, make_article

pytestmark = pytest.mark.django_db
TAB = "0123456789abcdef"
OTHER_TAB = "fedcba9876543210"


@pytest.fixture
def article():
    return make_article()


@pytest.fixture
def anna(client):
    user = User.objects.create_superuser("anna", password="anna-anna-1", first_name="Анна")
    client.force_login(user)
    return user


@pytest.fixture
def boris():
    return User.objects.create_superuser("boris", password="boris-boris-1", first_name="Борис")


def beat(client, article, tab=TAB, **data):
    where = f"/admin/articles/article/{article.pk}/presence/"
    return client.post(where, {"tab": tab} | data, content_type="application/json").json()


def seen(article, **interval):
    return Presence.objects.filter(article=article).update(seen_at=ago(**interval))


def test_one_is_alone_at_first(client, anna, article):
    assert beat(client, article) == {"line": "", "news": ""}


def test_it_names_who_else_is_here(client, anna, boris, article):
    Presence.objects.beat(article, boris, OTHER_TAB, is_editing=False)

    assert beat(client, article)["line"].endswith(": Борис")


def test_it_says_for_how_long_somebody_has_been_editing(client, anna, boris, article):
    Presence.objects.beat(article, boris, OTHER_TAB, is_editing=True)
    Presence.objects.update(editing_since=ago(minutes=3))

    assert "Борис (" in beat(client, article)["line"]
    assert Presence.objects.get(user=boris).minutes_of_editing(timezone.now()) == 3


def test_editing_begins_once_and_ends_with_a_save(boris, article):
    Presence.objects.beat(article, boris, TAB, is_editing=True)
    Presence.objects.update(editing_since=ago(seconds=30))

    Presence.objects.beat(article, boris, TAB, is_editing=True)
    going_on = Presence.objects.get().editing_since
    Presence.objects.beat(article, boris, TAB, is_editing=False)

    assert going_on < ago(seconds=29)
    assert Presence.objects.get().editing_since is None


def test_ones_own_other_tab_is_not_called_by_name(client, anna, article):
    Presence.objects.beat(article, anna, OTHER_TAB, is_editing=False)

    line = beat(client, article)["line"]

    assert line
    assert "Анна" not in line


def test_two_tabs_of_one_person_are_one_person(client, anna, boris, article):
    Presence.objects.beat(article, boris, OTHER_TAB, is_editing=False)
    Presence.objects.beat(article, boris, OTHER_TAB + "a", is_editing=False)

    assert beat(client, article)["line"].count("Борис") == 1


def test_who_is_silent_for_a_minute_is_gone(client, anna, boris, article):
    Presence.objects.beat(article, boris, OTHER_TAB, is_editing=True)
    seen(article, seconds=61)

    assert beat(client, article)["line"] == ""
    assert Presence.objects.get().user == anna


def test_who_was_heard_a_moment_ago_is_here(boris, article):
    Presence.objects.beat(article, boris, TAB, is_editing=True)
    seen(article, seconds=55)

    assert Presence.objects.here(article, timezone.now()).get().user == boris


def test_who_leaves_is_gone_at_once(client, anna, article):
    beat(client, article)

    beat(client, article, gone=True)

    assert not Presence.objects.exists()


def test_who_reads_another_article_is_not_here(client, anna, boris, article):
    Presence.objects.beat(make_article(), boris, OTHER_TAB, is_editing=False)

    assert beat(client, article)["line"] == ""


def test_it_tells_of_a_version_newer_than_the_forms(client, anna, boris, article):
    article.keep_revision(None)
    Article.objects.update(kicker="Река")
    article.keep_revision(boris)

    assert "Борис" in beat(client, article, base=1)["news"]
    assert beat(client, article, base=2)["news"] == ""
    assert beat(client, article, base=None)["news"] == ""


def test_deleting_the_article_takes_them_along(boris, article):
    Presence.objects.beat(article, boris, TAB, is_editing=False)

    article.delete()

    assert not Presence.objects.exists()


@pytest.mark.parametrize("body", ["", "zz", "[]", "[" * 100_000], ids=["nothing", "no JSON", "no object", "too deep"])
def test_what_no_script_of_ours_sends_is_refused(client, body):
    client.force_login(User.objects.create_superuser("anna", password="anna-anna-1"))
    where = f"/admin/articles/article/{make_article().pk}/presence/"

    assert client.post(where, body, content_type="application/json").status_code == 400
