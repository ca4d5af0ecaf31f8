"""A comment comes in: by a plain form, once, and stands where it was said."""

import pytest

from comments.models import Comment
from live.models import Event
from tests.builders import make_article

pytestmark = pytest.mark.django_db

HERE = {"HTTP_ORIGIN": "http://testserver"}


def say(client, article, **words):
    """Send the form under the article as a browser does."""
    fields = {"text": "Когда закончат мост?", "name": "Ольга", "agree": "on"} | words
    return client.post(article.address("discussion"), fields, **HERE)


def test_a_comment_stands_under_its_article(client):
    article = make_article()

    answer = say(client, article)
    page = client.get(article.get_absolute_url()).text

    comment = Comment.objects.get()
    assert answer.status_code in (302, 303)
    assert answer.url == f"/comments/{comment.pk}/#comment-{comment.pk}"
    assert "Когда закончат мост?" in page
    assert f'id="comment-{comment.pk}"' in page
    assert ", 1</span>" in page


def test_it_is_recorded_for_live(client):
    article = make_article()

    say(client, article)

    event = Event.objects.get()
    assert (event.kind, event.key) == ("comment", str(Comment.objects.get().pk))
    assert event.topics == [f"article:{article.pk}", "site"]


def test_the_feed_shows_it(client):
    article = make_article()

    say(client, article)

    assert "Когда закончат мост?" in client.get("/comments/").text


def test_the_same_words_sent_twice_are_one_comment(client):
    article = make_article()

    first = say(client, article)
    second = say(client, article)

    assert Comment.objects.count() == 1
    assert first.url == second.url


def test_permalink_and_reply(client):
    article = make_article()
    say(client, article)
    comment = Comment.objects.get()

    assert client.get(f"/comments/{comment.pk}/").status_code == 200
    assert client.get(f"/comments/{comment.pk}/reply/").status_code == 200
    assert client.get(article.address("discussion")).status_code == 200
