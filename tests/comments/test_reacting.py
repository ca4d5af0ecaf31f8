"""Reactions: one a visitor, totals for everybody."""

import pytest

from comments.live import looks_of_comments, tell_of_reactions
from comments.models import Comment
from live.models import Event
from tests.builders import make_article
from tests.comments.test_posting import HERE, say

pytestmark = pytest.mark.django_db


@pytest.fixture
def comment(client):
    """A comment of the client's."""
    say(client, make_article())
    return Comment.objects.get()


def react(client, comment, kind):
    """Press the button."""
    return client.post(f"/comments/{comment.pk}/reaction/", {"kind": kind}, **HERE)


def test_a_reaction_is_counted_changed_and_withdrawn(client, comment):
    react(client, comment, "like")
    react(client, comment, "angry")
    changed = Comment.objects.get().reactions
    react(client, comment, "angry")

    assert changed == {"angry": 1}
    assert Comment.objects.get().reactions == {}


def test_readers_hear_of_many_reactions_once(client, comment):
    react(client, comment, "like")
    client.cookies.clear()
    react(client, comment, "like")
    events = Event.objects.count()

    tell_of_reactions()
    tell_of_reactions()

    assert Event.objects.count() == events + 1
    assert looks_of_comments([str(comment.pk)])[str(comment.pk)].version == 2


def test_an_unknown_reaction_is_no_server_error(client, comment):
    assert react(client, comment, "\x00💥").status_code < 500
    assert Comment.objects.get().reactions == {}


def test_elsewhere_nobody_reacts(client, comment):
    answer = client.post(f"/comments/{comment.pk}/reaction/", {"kind": "like"}, HTTP_ORIGIN="https://evil.example")

    assert answer.status_code == 403


def test_whoever_is_banned_does_not_react_and_is_told_why(client, comment):
    comment.visitor.bans.create(reason="insult")

    answer = react(client, comment, "angry")

    assert answer.status_code == 403
    assert Comment.objects.get().reactions == {}
