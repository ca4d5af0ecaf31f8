"""Who may say what, where and how often, and what they are told when they may not."""

import json
import re
from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.db import connection
from django.test import Client

from comments.models import Comment, Discussion, Rules, StopWord
from comments.posting import MustWait
from people.models import User, Visitor
from tests.builders import ago, make_article, make_author
from tests.comments.test_posting import HERE, say

pytestmark = pytest.mark.django_db


def test_the_eleventh_in_a_minute_waits_and_keeps_its_words(client):
    article = make_article()
    for number in range(11):
        answer = say(client, article, text=f"Слово {number}")

    assert answer.status_code == 429
    assert int(answer.headers["Retry-After"]) >= 1
    assert "Слово 10</textarea>" in answer.text
    assert Comment.objects.count() == 10


@pytest.mark.parametrize(
    ("network", "elsewhere"), [("203.0.113.{}", "203.0.114.1"), ("2001:db8:0:1::{}", "2001:db8:0:2::1")]
)
def test_a_crowd_from_one_network_waits_for_a_moderator(settings, network, elsewhere):
    settings.COMMENTS_A_MINUTE_FROM_SUBNET = 2
    article = make_article()
    for number in range(3):
        say(Client(REMOTE_ADDR=network.format(number + 1)), article, text=f"Слово {number}")
    say(Client(REMOTE_ADDR=elsewhere), article, text="Издалека")

    assert list(Comment.objects.order_by("pk").values_list("held_for", flat=True)) == ["", "", "subnet", ""]


def test_readers_without_a_cookie_share_the_limit_of_their_address(settings):
    settings.COMMENTS_A_MINUTE = 2
    article = make_article()
    for number in range(2):
        say(Client(HTTP_USER_AGENT=f"Телефон {number}"), article, text=f"Слово {number}")

    answer = say(Client(HTTP_USER_AGENT="Телефон 3"), article, text="Третье слово")

    assert answer.status_code == 429
    assert int(answer.headers["Retry-After"]) >= 1
    assert "Третье слово</textarea>" in answer.text


@pytest.mark.parametrize(
    ("mode", "text", "held_for"),
    [
        ("open", "Да https://a.kz", ""),
        ("links", "Да https://a.kz", "links"),
        ("links", "Да t.me/kazino", "links"),
        ("links", "Да", ""),
        ("held", "Да", "mode"),
        ("first", "Да", "first"),
    ],
)
def test_the_rules_hold_what_they_say(client, mode, text, held_for):
    Rules.objects.update_or_create(pk=1, defaults={"mode": mode})
    article = make_article()

    say(client, article, text=text)

    comment = Comment.objects.get()
    assert comment.held_for == held_for
    assert (text in client.get(article.get_absolute_url()).text) == (not held_for)


def test_what_waits_is_told_to_its_author_alone(client):
    article = make_article()
    Discussion.objects.create(article=article, mode="held")

    answer = say(client, article)

    assert answer.url == f"/comments/me/#comment-{Comment.objects.get().pk}"
    assert "Когда закончат мост?" in client.get("/comments/me/").text
    assert not Discussion.objects.get().count


@pytest.mark.parametrize("closing", [{"mode": "closed"}, {"closes_at": ago(minutes=1)}])
def test_where_it_is_closed_nobody_writes_and_the_page_says_so(client, closing):
    article = make_article()
    Discussion.objects.create(article=article, **closing)

    answer = say(client, article)

    assert answer.status_code == 403
    assert '<textarea id="id_text"' not in client.get(article.get_absolute_url()).text


def test_a_stop_word_is_seen_through_its_disguise(client):
    StopWord.objects.create(word="казино")

    say(client, make_article(), text="лучшее k-a-3-и-н-о города")

    assert Comment.objects.get().held_for == "stop_word"


def test_a_stop_phrase_is_seen_too(client):
    StopWord.objects.create(word="казино онлайн")

    say(client, make_article(), text="Играй в казино онлайн")

    assert Comment.objects.get().held_for == "stop_word"


def test_nobody_passes_for_the_newsroom(client):
    make_author("Динара Ахметова")
    User.objects.create_user("marat", first_name="Марат", last_name="Сериков", is_staff=True)
    article = make_article()

    refused = [
        say(client, article, name=name).status_code for name in ("Динapa Axметова", "Мaрат Ceриков", "Редакция")
    ]

    assert refused == [400, 400, 400]


def test_the_rules_are_agreed_to_once(client):
    article = make_article()

    without = say(client, article, agree="")
    first = say(client, article)
    second = say(client, article, text="Ещё", agree="")

    assert [answer.status_code for answer in (without, first, second)] == [400, 303, 303]
    assert Visitor.objects.get().agreed_at


def test_a_known_visitor_needs_no_name(client):
    article = make_article()
    say(client, article)

    say(client, article, text="Ещё", name="")

    assert Comment.objects.latest("pk").name == "Ольга"


def test_only_what_the_article_says_is_quoted(client):
    article = make_article(body="<p>Ремонт идёт <strong>третий</strong> год.</p>")

    said = say(client, article, quote="идёт третий год")
    misquoted = say(client, article, text="Ещё", quote="идёт десятый год")
    alone = say(client, article, text="Ещё", **hidden_in(misquoted))

    assert [answer.status_code for answer in (said, misquoted, alone)] == [303, 400, 303]
    assert "Слов, которые вы цитируете, в статье нет" in misquoted.text
    assert "Ещё</textarea>" in misquoted.text
    assert list(Comment.objects.order_by("pk").values_list("quote", flat=True)) == ["идёт третий год", ""]


@pytest.mark.parametrize("fields", [{"website": "https://spam.example"}, {"ms": "300"}])
def test_a_program_is_refused_and_a_person_may_try_again(client, fields):
    article = make_article()

    answer = say(client, article, **fields)
    again = say(client, article, **hidden_in(answer))

    assert answer.status_code == 400
    assert "Когда закончат мост?" in answer.text
    assert again.status_code == 303


def test_where_a_field_nobody_sees_must_change_a_script_is_answered_with_the_page(client):
    article = make_article()
    words = {"text": "Да", "name": "Ольга", "agree": "on", "website": "https://spam.example"}

    answer = client.post(article.address("discussion"), words, HTTP_ACCEPT="application/json", **HERE)

    assert answer.status_code == 400
    assert answer.headers["Content-Type"].startswith("text/html")


def hidden_in(answer):
    """The fields of the form on a page that a person does not see, as a browser sends them."""
    form = answer.text.partition('id="write"')[2].partition("</form>")[0]
    return {name: re.search(rf'name="{name}"[^>]*value="([^"]*)"', form)[1] for name in ("parent", "quote", "website")}


def test_an_angry_thread_makes_its_people_wait(client):
    article = make_article()
    say(client, article)
    top = Comment.objects.get()
    say(client, article, text="Сам такой", parent=top.pk)
    for visitor in [Visitor.objects.create() for _ in range(4)]:
        top.complaints.create(visitor=visitor, reason="insult")

    answer = say(client, article, text="И ты", parent=top.pk)

    assert answer.status_code == 429
    assert "И ты" in answer.text
    assert MustWait(5).seconds == 5


def test_a_script_hears_the_same_as_a_form(client):
    article = make_article()
    json_only = {"HTTP_ACCEPT": "application/json"} | HERE

    taken = client.post(article.address("discussion"), {"text": "Да", "name": "Ольга", "agree": "on"}, **json_only)
    again = client.post(article.address("discussion"), {"text": "Да", "name": "Ольга", "agree": "on"}, **json_only)
    wrong = client.post(article.address("discussion"), {"text": ""}, **json_only)

    said = json.loads(taken.content)
    assert (taken.status_code, again.status_code, wrong.status_code) == (201, 200, 400)
    assert said["state"] == "shown"
    assert f'id="comment-{said["id"]}"' in said["html"]
    assert "text" in json.loads(wrong.content)["errors"]


def test_who_sends_hidden_words_again_is_told_that_they_are_hidden_and_why(client):
    article = make_article()
    say(client, article)
    Comment.objects.get().move_to("hidden", hidden_for="insult")

    words = {"text": "Когда закончат мост?", "name": "Ольга", "agree": "on"}
    answer = client.post(article.address("discussion"), words, HTTP_ACCEPT="application/json", **HERE)

    assert json.loads(answer.content)["message"] == "Модератор скрыл этот ваш комментарий. Причина: оскорбления."


def test_first_sent_without_a_cookie_then_with_one_it_is_one_comment(client):
    article = make_article()
    say(client, article)

    say(client, article)
    say(Client(), article)

    assert Comment.objects.count() == 1


def test_the_same_words_of_another_person_are_another_comment(client):
    article = make_article()
    say(client, article)

    say(Client(HTTP_USER_AGENT="Другой телефон"), article)

    assert Comment.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_a_double_click_in_the_same_instant_is_one_comment(settings):
    article = make_article()
    barrier, answers = Barrier(4), []

    def click():
        barrier.wait()
        answers.append(say(Client(), article).status_code)
        connection.close()

    threads = [Thread(target=click) for _ in range(4)]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]

    assert answers == [303] * 4
    assert Comment.objects.count() == 1
    assert Visitor.objects.count() == 1
    assert article.discussion.count == 1


def test_a_comment_takes_few_statements(client, django_assert_max_num_queries):
    article = make_article()
    say(client, article)

    with django_assert_max_num_queries(22):
        say(client, article, text="Ещё")


def test_a_late_approval_comes_to_its_place_and_is_told(client):
    article = make_article()
    Discussion.objects.create(article=article, mode="held")
    say(client, article)
    Comment.objects.update(created_at=ago(hours=2))

    Comment.objects.get().move_to("shown")

    assert Comment.objects.get().shown_at - Comment.objects.get().created_at > timedelta(hours=1)
    assert article.comments.shown().count() == Discussion.objects.get().count == 1
