"""What is kept about a reader ends three months after the agreement with them; their public words do not."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone

from comments.models import Comment, FormerText, Reaction
from comments.retention import forget_visitors
from people.confirming import Code
from people.limits import Tally, wait
from people.models import Ban, Visitor
from tests.builders import ago, ahead, make_article, make_comment, make_visitor
from tests.comments.test_posting import HERE, say

pytestmark = pytest.mark.django_db
LONG_AGO = {"days": 365 + 93}


@pytest.fixture
def away(client):
    """Somebody who has said something and has not come for fifteen months."""
    say(client, make_article())
    Comment.objects.get().former_texts.create(text="Когда?")
    Visitor.objects.update(contact_kind="sms", contact_hash="key", seen_at=ago(**LONG_AGO))
    return Visitor.objects.get()


def test_after_fifteen_months_nothing_tells_who_wrote_it(away):
    assert forget_visitors() == 1

    comment, visitor = Comment.objects.get(), Visitor.objects.get()
    assert (comment.text, comment.name, comment.state) == ("Когда закончат мост?", "Ольга", "shown")
    assert comment.address is None
    assert comment.digest == f"forgotten-{comment.pk}"
    assert not FormerText.objects.exists()
    assert (visitor.name, visitor.contact_hash, visitor.agreement_version, visitor.agreed_at) == ("", "", "", None)


def test_a_day_before_everything_is_there(away):
    Visitor.objects.update(seen_at=ago(days=365 + 91))

    assert forget_visitors() == 0
    assert Comment.objects.get().address


def test_the_second_time_nobody_is_left_to_forget(away):
    forget_visitors()

    assert forget_visitors() == 0


def test_their_cookie_opens_nothing_any_more(client, away):
    forget_visitors()

    assert client.get("/comments/me/data/").status_code == 404


def test_their_reactions_go_on_counting(client, away):
    comment = make_comment()
    comment.react(away, "like")

    forget_visitors()
    comment.react(make_visitor(), "like")

    assert Comment.objects.get(pk=comment.pk).reactions == {"like": 2}


def test_whoever_has_left_nothing_goes_without_a_trace():
    make_visitor(seen_at=ago(**LONG_AGO))

    forget_visitors()

    assert not Visitor.objects.exists()


def test_a_running_ban_is_remembered_and_an_ended_one_is_not(away):
    ban = Ban.objects.create(visitor=away, reason="insult", until=ahead(days=1), appeal="Это была шутка")

    assert forget_visitors() == 0
    Ban.objects.filter(pk=ban.pk).update(until=ago(days=1))
    assert forget_visitors() == 1
    ban.refresh_from_db()
    assert ban.appeal == ""


def test_many_are_forgotten_in_small_steps(monkeypatch):
    monkeypatch.setattr("comments.retention.AT_ONCE", 2)
    for _ in range(5):
        make_comment(visitor=make_visitor(seen_at=ago(**LONG_AGO)))

    assert forget_visitors() == 5


def test_who_deletes_everything_is_known_by_contact_for_three_months_more(client, away):
    Visitor.objects.update(seen_at=timezone.now())
    client.post("/comments/me/erase/", **HERE)

    left = Visitor.objects.get()
    assert (left.name, left.contact_hash) == ("", "key")
    assert forget_visitors() == 0
    Visitor.objects.update(left_at=ago(days=93))
    assert forget_visitors() == 1
    assert not Visitor.objects.filter(contact_hash="key").exists()


def test_who_deleted_everything_is_a_stranger_on_every_device(client, away):
    cookie = client.cookies["visitor"].value
    Visitor.objects.update(seen_at=timezone.now())
    client.post("/comments/me/erase/", **HERE)
    client.cookies["visitor"] = cookie

    assert client.get("/comments/me/data/").status_code == 404


def test_every_comment_counts_as_being_there(client):
    article = make_article()
    say(client, article)
    Visitor.objects.update(seen_at=ago(days=100))

    say(client, article, text="Ещё одно")

    assert Visitor.objects.get().seen_at > ago(minutes=1)


def test_tidying_forgets_readers_codes_and_counts(away):
    wait("comment:10.1.2.3", 10, 60)
    Tally.objects.update(stretch=0)
    Code.objects.create(contact_kind="sms", contact_hash="key", code_hash="x", sent_at=ago(hours=1))
    out = StringIO()

    call_command("tidy", stdout=out)

    assert "Readers forgotten: 1." in out.getvalue()
    assert not Tally.objects.exists()
    assert not Code.objects.exists()


def test_what_is_forgotten_may_be_said_again(client, away):
    article = Comment.objects.get().article
    forget_visitors()

    say(client, article)

    assert Comment.objects.count() == 2
    assert not Reaction.objects.exists()
