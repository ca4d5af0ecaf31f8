"""A comment comes in: by a plain form, once, and stands where it was said."""

import re

import pytest

from comments.models import Comment, State
from comments.posting import IsBanned, IsGone, Sender
from live.models import Event
from tests.builders import make_article, make_comment, make_visitor

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


def test_a_quote_longer_than_its_column_is_refused(client):
    words = "Перила меняют. " * 30
    article = make_article(body=f"<p>{words}</p>")

    assert say(client, article, quote=words).status_code == 400
    assert not Comment.objects.exists()


def test_permalink_and_reply(client):
    article = make_article()
    say(client, article)
    comment = Comment.objects.get()

    assert client.get(f"/comments/{comment.pk}/").status_code == 200
    assert client.get(f"/comments/{comment.pk}/reply/").status_code == 200
    assert client.get(article.address("discussion")).status_code == 200


def test_an_answer_to_what_was_taken_away_meanwhile_is_refused():
    parent = make_comment()
    Comment.objects.filter(pk=parent.pk).update(state=State.HIDDEN)
    sender = Sender(make_visitor(), True, "203.0.113.5")

    with pytest.raises(IsGone):
        Comment.objects.post(parent.article, sender, name="Ольга", text="Согласна.", parent=parent)

    assert Comment.objects.get() == parent


def test_an_answer_to_what_was_taken_away_may_be_sent_as_a_comment_of_its_own(client):
    article = make_article()
    parent = make_comment(article)
    parent.move_to("hidden", hidden_for="insult")

    refused = say(client, article, parent=parent.pk)
    again = say(client, article, parent=re.search(r'name="parent" value="(\d*)"', refused.text)[1])

    assert refused.status_code == 400
    assert "отдельным комментарием" in refused.text
    assert again.status_code == 303
    assert Comment.objects.latest("pk").parent is None


def test_where_an_answer_may_be_sent_only_alone_a_script_is_answered_with_the_page(client):
    parent = make_comment(state="hidden")
    words = {"text": "Да", "name": "Ольга", "agree": "on", "parent": parent.pk}

    answer = client.post(parent.article.address("discussion"), words, HTTP_ACCEPT="application/json", **HERE)

    assert answer.status_code == 400
    assert 'name="parent" value=""' in answer.text


def test_the_form_of_an_answer_that_was_not_taken_in_says_whom_it_answers(client):
    parent = make_comment(name="Гульнара")

    answer = say(client, parent.article, text="", parent=parent.pk)

    form = answer.text.partition('id="write"')[2].partition("</form>")[0]
    assert "Вы отвечаете пользователю <bdi>Гульнара</bdi>." in form
    assert f'name="parent" value="{parent.pk}"' in form


@pytest.mark.parametrize("address", ["discussion", "comment_confirm"])
def test_words_for_an_article_that_was_withdrawn_meanwhile_are_given_back(client, settings, address):
    settings.COMMENTERS = "email" if address == "comment_confirm" else "open"
    article = make_article("Мост закрыт", status="withdrawn")
    target = {
        "discussion": article.address("discussion"),
        "comment_confirm": f"/comments/confirm/?article={article.pk}",
    }

    answer = client.post(target[address], {"text": "Мои слова", "name": "Ольга", "agree": "on"}, **HERE)

    assert answer.status_code == 410
    assert "Мои слова</textarea>" in answer.text
    assert "Мост закрыт" not in answer.text


def test_a_script_that_writes_under_a_withdrawn_article_hears_so(client):
    article = make_article(status="withdrawn")

    answer = client.post(article.address("discussion"), {"text": "Да"}, HTTP_ACCEPT="application/json", **HERE)

    assert answer.status_code == 410
    assert answer.json()["message"].startswith("Этой статьи на сайте больше нет")


def test_somebody_banned_is_refused():
    article, visitor = make_article(), make_visitor()
    sender = Sender(visitor, True, "203.0.113.5")
    Comment.objects.post(article, sender, name="Ольга", text="Когда закончат мост?")
    visitor.bans.create(reason="rude")

    with pytest.raises(IsBanned):
        Comment.objects.post(article, sender, name="Ольга", text="И всё-таки, когда?")
