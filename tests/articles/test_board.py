"""The board of the front page: arranging, looking, publishing at once, and undoing."""

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Permission
from django.core.exceptions import ValidationError
from django.db import connection
from django.utils import timezone

from articles.board import Arrangement, standing
from articles.front import compose
from articles.models import Article
from people.models import User
from tests.builders import ago, ahead, make_article

pytestmark = pytest.mark.django_db

BOARD = "/admin/articles/article/board/?edition=ru"
PREVIEW = "/admin/articles/article/board/preview/?edition=ru"
UNDO = "/admin/articles/article/board/undo/?edition=ru"


@pytest.fixture
def anna():
    return User.objects.create_superuser("anna", password="anna-anna-1", first_name="Анна")


@pytest.fixture
def desk(client, anna):
    client.force_login(anna)
    client.cookies["desk_language"] = "ru"
    return client


@pytest.fixture
def stories():
    """Ten stories with photos, the newest first."""
    return [make_article(f"Новость {n}", photos=1, publish_at=ago(minutes=n + 1)) for n in range(10)]


def entry(place, article, until=None):
    return {"place": place, "article": article.pk, "until": until and until.isoformat()}


def arranged(base=None, **places):
    """What the board's form posts: arranged(article_1=story, until_1="2030-01-01T10:00")."""
    chosen = {name: value.pk if isinstance(value, Article) else value for name, value in places.items()}
    return {"base": json.dumps(standing("ru") if base is None else base)} | chosen


def pins(language="ru"):
    return {e["place"]: e["article"] for e in standing(language)}


def test_a_story_stands_in_the_place_it_was_put(stories):
    Arrangement.publish("ru", [entry(1, stories[7]), entry(5, stories[8])], by=None)

    page = compose("ru")

    assert page.lead == stories[7]
    assert page.seats[5] == stories[8]
    assert page.grid == [stories[0], stories[1], stories[2], stories[8], stories[3], stories[4]]


def test_publishing_frees_the_places_that_are_not_named(stories):
    pinned = make_article("Была главной", front_place=1, front_until=ahead(days=1))

    Arrangement.publish("ru", [entry(2, stories[3])], by=None)

    pinned.refresh_from_db()
    assert (pinned.front_place, pinned.front_until) == (None, None)
    assert pins() == {2: stories[3].pk}


def test_each_story_that_moves_gets_a_revision_and_a_line_in_the_journal(stories, anna):
    Arrangement.publish("ru", [entry(1, stories[7])], by=anna)

    newest = stories[7].newest_revision
    assert (newest.author, newest.snapshot["front_place"]) == (anna, 1)
    assert LogEntry.objects.get().change_message == "placed"
    assert not stories[6].revisions.exists()


def test_one_edition_leaves_the_other_alone(stories):
    kazakh = make_article("Мұз", language="kk", front_place=1)

    Arrangement.publish("ru", [entry(1, stories[0])], by=None)

    assert pins("kk") == {1: kazakh.pk}


def test_publishing_the_same_again_does_nothing(stories):
    Arrangement.publish("ru", [entry(1, stories[0])], by=None)

    again = Arrangement.publish("ru", [entry(1, stories[0])], by=None)

    assert again is None
    assert [row.number for row in Arrangement.objects.all()] == [2, 1]


@pytest.mark.parametrize("places", [(1, 2), (1, 1)])
def test_it_refuses_a_story_in_two_places_and_two_in_one(stories, places):
    second = stories[0] if places == (1, 2) else stories[1]

    with pytest.raises(ValidationError) as refusal:
        Arrangement.publish("ru", [entry(places[0], stories[0]), entry(places[1], second)], by=None)

    assert refusal.value.code == "twice"
    assert not Arrangement.objects.exists()


def test_it_refuses_stories_of_the_other_edition_and_those_in_the_bin(stories, anna):
    kazakh = make_article("Мұз", language="kk")
    stories[1].put_in_bin(by=anna)

    with pytest.raises(ValidationError, match="издани"):
        Arrangement.publish("ru", [entry(1, kazakh)], by=None)
    with pytest.raises(ValidationError, match="удал"):
        Arrangement.publish("ru", [entry(1, stories[1])], by=None)


def test_it_refuses_a_moment_that_has_passed(stories):
    with pytest.raises(ValidationError) as refusal:
        Arrangement.publish("ru", [entry(1, stories[0], until=ago(minutes=1))], by=None)

    assert refusal.value.code == "over"


def test_a_story_that_is_not_out_yet_takes_its_place_when_it_is(stories):
    due = make_article("Выйдет завтра", photos=1, publish_at=ahead(days=1))
    Arrangement.publish("ru", [entry(1, due)], by=None)
    before = compose("ru").lead

    Article.objects.filter(pk=due.pk).update(publish_at=ago(minutes=1))

    assert before == stories[0]
    assert compose("ru").lead == due


def test_a_pin_runs_out_by_itself(stories):
    Arrangement.publish("ru", [entry(1, stories[7], until=ahead(hours=1))], by=None)
    before = compose("ru").lead

    Article.objects.filter(pk=stories[7].pk).update(front_until=ago(minutes=1))

    assert before == stories[7]
    assert compose("ru").lead == stories[0]


def test_the_first_undo_brings_back_what_stood_before_the_board(stories, anna):
    until = ahead(days=1)
    Article.objects.filter(pk=stories[5].pk).update(front_place=3, front_until=until)
    Arrangement.publish("ru", [entry(1, stories[0])], by=anna)

    Arrangement.undo("ru", by=anna)

    stories[5].refresh_from_db()
    assert pins() == {3: stories[5].pk}
    assert stories[5].front_until == until


def test_each_undo_goes_one_further_back_until_nothing_is_left(stories):
    for story in stories[:3]:
        Arrangement.publish("ru", [entry(1, story)], by=None)

    seen = []
    for _step in range(3):
        Arrangement.undo("ru", by=None)
        seen.append(pins())

    assert seen == [{1: stories[1].pk}, {1: stories[0].pk}, {}]
    with pytest.raises(ValidationError, match="Отменять нечего"):
        Arrangement.undo("ru", by=None)


def test_what_was_published_after_an_undo_is_undone_to_what_stood_then(stories):
    for story in stories[:2]:
        Arrangement.publish("ru", [entry(1, story)], by=None)
    Arrangement.undo("ru", by=None)
    Arrangement.publish("ru", [entry(1, stories[5])], by=None)

    Arrangement.undo("ru", by=None)

    assert pins() == {1: stories[0].pk}


def test_an_undo_leaves_free_the_place_of_a_story_that_is_gone(stories):
    Arrangement.publish("ru", [entry(1, stories[0]), entry(2, stories[1])], by=None)
    Arrangement.publish("ru", [], by=None)
    stories[0].delete()

    Arrangement.undo("ru", by=None)

    assert pins() == {2: stories[1].pk}


def test_a_pin_of_the_articles_own_form_is_kept_before_it_is_replaced(stories):
    Arrangement.publish("ru", [entry(1, stories[0])], by=None)
    Article.objects.filter(pk=stories[4].pk).update(front_place=2)
    Arrangement.publish("ru", [entry(1, stories[1])], by=None)

    Arrangement.undo("ru", by=None)

    assert pins() == {1: stories[0].pk, 2: stories[4].pk}


def test_nobody_overwrites_what_they_have_not_seen(stories):
    opened = standing("ru")
    Arrangement.publish("ru", [entry(1, stories[0])], by=None)

    with pytest.raises(ValidationError) as refusal:
        Arrangement.publish("ru", [entry(1, stories[1])], by=None, base=opened)
    with pytest.raises(ValidationError) as refused_undo:
        Arrangement.undo("ru", by=None, base=opened)

    assert (refusal.value.code, refused_undo.value.code) == ("stale", "stale")
    assert pins() == {1: stories[0].pk}


@pytest.mark.django_db(transaction=True)
def test_of_two_who_publish_at_the_same_moment_one_is_told(stories):
    together = Barrier(2)

    def publish(story):
        together.wait()
        try:
            Arrangement.publish("ru", [entry(1, story)], by=None, base=[])
        except ValidationError as refusal:
            return refusal.code
        finally:
            connection.close()
        return "published"

    with ThreadPoolExecutor(2) as people:
        answers = list(people.map(publish, stories[:2]))

    assert sorted(answers) == ["published", "stale"]
    assert pins() == {1: stories[answers.index("published")].pk}


def test_the_board_publishes_what_was_chosen(desk, stories, anna):
    until = timezone.localtime(ahead(days=1)).replace(second=0, microsecond=0)

    answer = desk.post(BOARD, arranged(article_1=stories[6], until_1=f"{until:%Y-%m-%dT%H:%M}"), follow=True)

    stories[6].refresh_from_db()
    assert answer.status_code == 200
    assert (stories[6].front_place, stories[6].front_until) == (1, until)
    assert Arrangement.newest("ru").by == anna
    assert "Новость 6" in desk.get("/").text.split("lead-story")[1].split("</h2>")[0].replace("\xa0", " ")


def test_the_board_shows_pins_and_what_fills_the_other_places(desk, stories):
    until = ahead(hours=2)
    Article.objects.filter(pk=stories[6].pk).update(front_place=1, front_until=until)

    page = desk.get(BOARD).text

    assert f'<option value="{stories[6].pk}" selected>' in page
    assert f'value="{timezone.localtime(until):%Y-%m-%dT%H:%M}"' in page
    assert page.count('<p class="board-filled">') == 6


def test_a_pin_that_ran_out_is_not_shown_as_one(desk, stories):
    Article.objects.filter(pk=stories[6].pk).update(front_place=1, front_until=ago(minutes=1))

    page = desk.get(BOARD).text

    assert f'<option value="{stories[6].pk}" selected>' not in page


def test_the_preview_is_the_readers_page_and_keeps_nothing(desk, stories):
    answer = desk.post(PREVIEW, arranged(article_1=stories[6]))

    assert answer.templates[0].name == "newsroom/front.html"
    assert "Новость 6" in answer.text.split("lead-story")[1].split("</h2>")[0].replace("\xa0", " ")
    assert answer["X-Robots-Tag"] == "noindex"
    assert "no-store" in answer["Cache-Control"]
    assert pins() == {}
    assert not Arrangement.objects.exists()


def test_the_preview_speaks_the_editions_language(desk):
    kazakh = make_article("Ертістегі мұз", language="kk")

    answer = desk.post(PREVIEW.replace("=ru", "=kk"), {"base": "[]", "article_1": kazakh.pk})

    assert '<html lang="kk">' in answer.text


def test_a_stale_board_keeps_the_editors_choice_and_tells_what_changed(desk, stories):
    opened = arranged(article_1=stories[6])
    Arrangement.publish("ru", [entry(1, stories[3])], by=None)

    answer = desk.post(BOARD, opened)
    again = desk.post(BOARD, arranged(article_1=stories[6]))

    assert answer.status_code == 409
    assert "— → Новость 3" in answer.text.replace("\xa0", " ")
    assert f'<option value="{stories[6].pk}" selected>' in answer.text
    assert again.status_code == 302
    assert pins() == {1: stories[6].pk}


def test_a_stale_board_tells_of_a_pin_that_only_lasts_longer(desk, stories):
    Arrangement.publish("ru", [entry(1, stories[3])], by=None)
    opened = arranged(article_1=stories[6])
    Arrangement.publish("ru", [entry(1, stories[3], until=ahead(days=1))], by=None)

    answer = desk.post(BOARD, opened)

    assert "Новость 3 → Новость 3 (" in answer.text.replace("\xa0", " ")


def test_undoing_from_a_stale_board_is_refused(desk, stories):
    opened = arranged()
    Arrangement.publish("ru", [entry(1, stories[3])], by=None)

    answer = desk.post(UNDO, opened)

    assert answer.status_code == 409
    assert pins() == {1: stories[3].pk}


def test_the_board_undoes_the_last_arrangement(desk, stories):
    desk.post(BOARD, arranged(article_1=stories[6]))

    answer = desk.post(UNDO, arranged())

    assert answer.status_code == 302
    assert pins() == {}


@pytest.mark.parametrize("address", [BOARD, PREVIEW])
@pytest.mark.parametrize(
    "wrong",
    [
        {"article_2": "6"},
        {"article_1": "zz"},
        {"article_1": "9" * 5000},
        {"until_1": "zz"},
        {"until_1": "2020-01-01T10:00"},
        {"until_1": "0001-01-01T00:00"},
    ],
)
def test_a_wrong_choice_is_answered_in_words(desk, stories, address, wrong):
    twice = {"article_1": stories[0], "article_2": stories[0]} if "article_2" in wrong else wrong

    answer = desk.post(address, arranged(**{"article_1": stories[0]} | twice))

    assert answer.status_code == 422
    assert "errornote" in answer.text
    assert pins() == {}


@pytest.mark.parametrize(
    "base",
    [
        "",
        "zz",
        "{}",
        "[1]",
        '[{"place": "x", "article": 1, "until": null}]',
        '[{"place": 1, "article": 1, "until": 5}]',
        "[" * 100_000,
        json.dumps([{"place": 1, "article": n, "until": None} for n in range(1, 1000)]),
    ],
    ids=["nothing", "no JSON", "no list", "no entry", "no place", "no moment", "too deep", "too long"],
)
def test_a_form_that_does_not_say_what_it_was_opened_on_is_refused(desk, base):
    assert desk.post(BOARD, {"base": base}).status_code == 400


@pytest.mark.parametrize(("address", "method"), [(BOARD, "get"), (BOARD, "post"), (PREVIEW, "post"), (UNDO, "post")])
def test_only_those_who_arrange_the_front_page_come_in(client, address, method):
    writer = User.objects.create_user("timur", password="timur-timur-1", is_staff=True)
    writer.user_permissions.add(Permission.objects.get(codename="change_article"))
    client.force_login(writer)

    answer = getattr(client, method)(address, {"base": "[]"})

    assert answer.status_code == 403


def test_strangers_are_asked_to_log_in(client, db):
    assert client.get(BOARD).status_code == 302


@pytest.mark.parametrize("address", [PREVIEW, UNDO])
def test_what_changes_or_shows_a_choice_is_never_a_link(desk, address):
    assert desk.get(address).status_code == 405


def test_the_board_takes_as_many_queries_however_much_it_shows(desk, stories, django_assert_max_num_queries):
    for n, story in enumerate(stories[:7], start=1):
        Article.objects.filter(pk=story.pk).update(front_place=n, front_until=timezone.now() + timedelta(days=1))

    with django_assert_max_num_queries(20):
        assert desk.get(BOARD).status_code == 200


@pytest.mark.parametrize(("language", "title"), [("ru", "Главная"), ("kk", "Басты бет")])
def test_the_board_speaks_both_languages(desk, stories, language, title):
    desk.cookies["desk_language"] = language

    assert f"<h1>{title}</h1>" in desk.get(BOARD).text
