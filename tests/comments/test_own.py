"""What a reader may still do with their own words, and with what is kept about them."""

import json
import re

import pytest
from django.core import mail
from django.test import Client

from articles.models import Publication
from comments.models import Comment, Discussion, FormerText, Rules
from people.models import Ban, Visitor
from tests.builders import ago, ahead, make_article, make_comment
from tests.comments.test_posting import HERE, say
from tests.meanwhile import just_before

pytestmark = pytest.mark.django_db


@pytest.fixture
def comment(client):
    """A comment of the client's."""
    say(client, make_article())
    return Comment.objects.get()


def test_the_author_mends_it_and_moderators_see_what_it_said(client, comment):
    client.post(f"/comments/{comment.pk}/edit/", {"text": "Когда откроют мост?"}, **HERE)

    comment.refresh_from_db()
    assert comment.text == "Когда откроют мост?"
    assert comment.former_texts.get().text == "Когда закончат мост?"
    assert comment.version == 2


def test_after_five_minutes_it_stays_as_it_is(client, comment):
    Comment.objects.update(created_at=ago(minutes=6))

    answer = client.post(f"/comments/{comment.pk}/edit/", {"text": "Другое"}, **HERE)

    comment.refresh_from_db()
    assert answer.status_code == 400
    assert comment.text == "Когда закончат мост?"
    assert "Другое" in answer.text


def test_nobody_else_edits_or_deletes_it(client, comment):
    client.cookies.clear()

    assert client.get(f"/comments/{comment.pk}/edit/").status_code == 404
    assert client.post(f"/comments/{comment.pk}/delete/", **HERE).status_code == 404


def test_deleted_without_answers_it_is_gone(client, comment):
    client.post(f"/comments/{comment.pk}/delete/", **HERE)

    assert client.get(f"/comments/{comment.pk}/").status_code == 404
    assert comment.article.discussion.count == 0


def test_deleted_with_answers_it_leaves_its_place(client, comment):
    say(client, comment.article, text="И мне интересно", parent=comment.pk)
    client.post(f"/comments/{comment.pk}/delete/", **HERE)

    page = client.get(comment.article.get_absolute_url()).text

    assert "Когда закончат мост?" not in page
    assert "И мне интересно" in page
    assert f'id="comment-{comment.pk}"' in page


def test_deleted_it_may_be_said_again(client, comment):
    client.post(f"/comments/{comment.pk}/delete/", **HERE)

    say(client, comment.article)

    assert Comment.objects.filter(state="shown").count() == 1


def test_mended_just_before_it_is_deleted_nothing_is_left_of_its_former_words(comment):
    with just_before("SELECT", Comment, lambda: Comment.objects.get().edit("Другое")):
        comment.delete_by_author()

    assert Comment.objects.get().text == ""
    assert not FormerText.objects.exists()


def test_the_own_page_is_private_and_lists_what_waits(client, comment):
    comment.move_to("held", held_for="links")

    answer = client.get("/comments/me/")

    assert answer.headers["Cache-Control"] == "private, no-store"
    assert "Когда закончат мост?" in answer.text


def test_everything_kept_can_be_taken_home(client, comment):
    answer = client.get("/comments/me/data/")

    assert json.loads(answer.content)["comments"][0]["text"] == "Когда закончат мост?"


def test_everything_kept_can_be_deleted(client, comment):
    client.post("/comments/me/erase/", **HERE)

    comment.refresh_from_db()
    assert (comment.state, comment.text, comment.name) == ("deleted", "", "")
    assert not Visitor.objects.exists()
    assert "Когда закончат мост?" not in client.get(comment.article.get_absolute_url()).text


def test_a_reaction_to_what_is_hidden_goes_with_whoever_felt_it(client, comment):
    other = make_comment()
    other.react(Visitor.objects.get(pk=comment.visitor_id), "like")
    other.move_to("hidden", hidden_for="insult")

    client.post("/comments/me/erase/", **HERE)

    other.refresh_from_db()
    assert (other.reactions, other.score) == ({}, 0)


def test_whoever_is_banned_is_told_why_and_may_answer(client, comment):
    visitor = Visitor.objects.get()
    visitor.bans.create(reason="insult")

    answer = say(client, comment.article, text="Ещё")
    client.post("/comments/me/appeal/", {"appeal": "Это была шутка"}, **HERE)

    assert answer.status_code == 403
    assert "Ещё" in answer.text
    assert visitor.bans.get().appeal == "Это была шутка"
    assert client.get("/comments/me/").status_code == 200


def test_whoever_is_banned_twice_sees_and_answers_the_longer_ban(client, comment):
    visitor = Visitor.objects.get()
    longer = visitor.bans.create(reason="hate", until=ahead(days=7), made_at=ago(minutes=5))
    visitor.bans.create(reason="insult", until=ahead(days=1))

    page = client.get("/comments/me/").text
    client.post("/comments/me/appeal/", {"appeal": "Это была шутка"}, **HERE)
    again = client.post("/comments/me/appeal/", {"appeal": "Это была шутка"}, **HERE)

    assert page.count('id="id_appeal"') == 1
    assert Ban.objects.get(appealed_at__isnull=False) == longer
    assert again.status_code == 302


def test_a_name_of_ones_own_choice(client, comment):
    client.post("/comments/me/name/", {"name": "Ольга Н."}, **HERE)

    assert Visitor.objects.get().name == "Ольга Н."


def test_whoever_is_banned_does_not_put_other_words_in_the_old_place(client, comment):
    Visitor.objects.get().bans.create(reason="insult")

    answer = client.post(f"/comments/{comment.pk}/edit/", {"text": "Ещё хуже"}, **HERE)

    comment.refresh_from_db()
    assert answer.status_code == 400
    assert "Ещё хуже" in answer.text
    assert comment.text == "Когда закончат мост?"


def test_where_comments_are_closed_nothing_is_mended_either_but_may_go(client, comment):
    Rules.objects.create(pk=1, mode="closed")

    client.post(f"/comments/{comment.pk}/edit/", {"text": "Другое"}, **HERE)
    comment.refresh_from_db()
    assert comment.text == "Когда закончат мост?"

    client.post(f"/comments/{comment.pk}/delete/", **HERE)
    comment.refresh_from_db()
    assert comment.state == "deleted"


@pytest.mark.parametrize(
    ("meanwhile", "said"),
    [
        (lambda: Discussion.objects.update(mode="closed"), "Комментарии здесь закрыты."),
        (lambda: Visitor.objects.get().bans.create(reason="insult"), "Причина: оскорбления."),
        (lambda: Comment.objects.update(created_at=ago(minutes=6)), "Время для исправления этого комментария вышло."),
    ],
)
def test_who_may_not_mend_it_any_more_is_told_why_once(client, comment, meanwhile, said):
    meanwhile()

    answer = client.post(f"/comments/{comment.pk}/edit/", {"text": "Другое"}, **HERE)

    assert answer.status_code == 400
    assert answer.text.count(said) == 1
    assert "Другое</textarea>" in answer.text


def test_what_it_said_before_may_be_said_anew(client, comment):
    client.post(f"/comments/{comment.pk}/edit/", {"text": "Когда откроют мост?"}, **HERE)

    say(client, comment.article)
    say(client, comment.article, text="Когда откроют мост?")

    assert sorted(Comment.objects.values_list("text", flat=True)) == ["Когда закончат мост?", "Когда откроют мост?"]


def test_one_person_does_not_say_the_same_twice_by_mending_either(client, comment):
    say(client, comment.article, text="Когда откроют мост?")
    say(client, comment.article, text="И зачем?")

    answer = client.post(f"/comments/{Comment.objects.latest('pk').pk}/edit/", {"text": "Когда откроют мост?"}, **HERE)

    assert answer.status_code == 400
    assert "Вы уже написали здесь то же самое." in answer.text
    assert Comment.objects.latest("pk").text == "И зачем?"


def test_where_readers_confirm_meanwhile_the_mended_words_come_along_and_are_saved(client, comment, settings):
    settings.COMMENTERS = "email"
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    words = {"text": "Когда откроют мост?", "comment": comment.pk}
    contact = {"contact": "olga@example.com"}

    refused = client.post(f"/comments/{comment.pk}/edit/", words, **HERE)
    client.post("/comments/confirm/", words | contact | {"send": "1"}, **HERE)
    code = re.search(r"\d{6}", mail.outbox[-1].body)[0]
    done = client.post("/comments/confirm/", words | contact | {"code": code}, **HERE)
    client.post(f"/comments/{comment.pk}/edit/", words, **HERE)

    assert 'formaction="/comments/confirm/"' in refused.text
    assert f'name="comment" value="{comment.pk}"' in refused.text
    assert f'action="/comments/{comment.pk}/edit/"' in done.text
    assert Comment.objects.get().text == "Когда откроют мост?"


def test_the_own_page_leads_to_everything_they_have_said(client, comment):
    for number in range(60):
        make_comment(
            comment.article, text=f"Слово {number}.", visitor=comment.visitor, created_at=ago(minutes=number + 1)
        )

    first = client.get("/comments/me/").text
    second = client.get("/comments/me/" + re.search(r'href="([^"]*)" rel="next"', first)[1]).text

    assert first.count('class="comment"') + second.count('class="comment"') == 61
    assert "Слово 59." in second
    assert 'rel="next"' not in second


def test_what_was_quoted_stands_with_it_on_the_own_page(client):
    article = make_article(lead="Полоса закрыта до пятницы.")
    Discussion.objects.create(article=article, mode="held")

    say(client, article, quote="Полоса закрыта до пятницы.")

    assert "<blockquote>Полоса закрыта до пятницы.</blockquote>" in client.get("/comments/me/").text
    assert (
        "<blockquote>Полоса закрыта до пятницы.</blockquote>"
        in client.get(f"{article.address('discussion')}held/").text
    )


def test_what_is_taken_home_is_all_there_is(client, comment):
    comment.former_texts.create(text="Когда?")
    comment.move_to("hidden", hidden_for="insult")
    visitor = Visitor.objects.get()
    visitor.bans.create(reason="insult", appeal="Шутка", lifted_at=ago(hours=1))
    comment.complaints.create(visitor=visitor, reason="spam", was_right=False)

    kept = json.loads(client.get("/comments/me/data/").content)

    assert kept["comments"][0]["before"][0]["text"] == "Когда?"
    assert kept["comments"][0]["hidden_for"]
    assert kept["bans"][0]["lifted"]
    assert kept["complaints"][0]["was_right"] is False
    assert {"seen", "confirmed_at", "since", "agreement"} <= kept.keys()


@pytest.mark.parametrize("address", ["/comments/agreement/", "/kk/comments/agreement/"])
def test_the_agreement_says_who_keeps_what_and_for_how_long(client, address, settings):
    settings.COMMENTERS = "email"
    Publication(name_ru="Петропавл", name_kk="Петропавл қ.", email="desk@example.com").save()

    page = client.get(address).text

    assert "Петропавл" in page
    assert "mailto:desk@example.com" in page
    assert "2026-11" in page
    assert ("три месяца" in page) or ("үш ай" in page)


def test_what_waits_is_shown_under_its_article_to_its_author_alone(client):
    article = make_article()
    Discussion.objects.create(article=article, mode="held")
    say(client, article, text="Ждёт <b>проверки</b>")
    address = f"/news/{article.pk}/comments/held/"

    own, others = client.get(address), Client().get(address)

    assert "Ждёт &lt;b&gt;проверки&lt;/b&gt;" in own.text
    assert "Ждёт" not in others.text
    assert "Ждёт" not in client.get(article.get_absolute_url()).text
    assert {"private", "no-store"} <= set(own.headers["Cache-Control"].split(", "))
    Comment.objects.get().move_to("shown")
    assert "Ждёт" not in client.get(address).text


def test_where_an_article_is_not_public_nothing_waits(client):
    article = make_article()
    Discussion.objects.create(article=article, mode="held")
    say(client, article)
    article.withdraw()

    assert client.get(f"/news/{article.pk}/comments/held/").status_code == 404
