"""Saves that come late, twice, from three sides or with made-up values: nothing is lost and nothing is slipped in."""

import unicodedata

import pytest

from articles.autosave import Autosave
from articles.models import Article
from tests.articles.test_conflict import THREE, Controls, address, editor, opened, save, shown, stored
from tests.builders import ahead, make_article, make_member, make_section
from tests.patience import patience

pytestmark = pytest.mark.django_db


@pytest.fixture
def anna():
    return editor("anna", "Анна")


@pytest.fixture
def boris():
    return editor("boris", "Борис")


@pytest.fixture
def clara():
    return editor("clara", "Клара")


@pytest.fixture
def article():
    return make_article(body=THREE, photos=2)


@pytest.fixture
def aigul(client):
    """A reporter with a draft of her own."""
    client.user = make_member("reporter", username="aigul")
    client.force_login(client.user)
    return client


def test_three_editors_of_different_things_lose_nothing(anna, boris, clara, article):
    first, second, third = (opened(one, article) for one in (anna, boris, clara))
    save(anna, article, first, headline="Заголовок Анны", body=THREE.replace("Первый", "Первейший"))
    save(boris, article, second, lead="Вводка Бориса", body=THREE.replace("Второй", "Вторичный"))

    save(clara, article, third, kicker="Клара", body=THREE.replace("Третий", "Третичный"))

    now = stored(article)
    assert (now.headline, now.lead, now.kicker) == ("Заголовок Анны", "Вводка Бориса", "Клара")
    assert now.body == "<p>Первейший абзац.</p><p>Вторичный абзац.</p><p>Третичный абзац.</p>"


def test_a_form_that_is_thirty_versions_old_is_merged(anna, boris, article):
    old = opened(boris, article)
    for number in range(30):
        save(anna, article, opened(anna, article), headline=f"Заголовок {number}")

    answer = save(boris, article, old, body=THREE.replace("Второй", "Вторичный"))

    assert answer.status_code == 200
    assert stored(article).headline == "Заголовок 29"
    assert "Вторичный" in stored(article).body


@pytest.mark.parametrize("base", ["-1", "9" * 40, "1.5", "²", "1 OR 1=1", "\x00"])
def test_a_made_up_version_overwrites_nothing(anna, boris, article, base):
    old = opened(boris, article)
    save(anna, article, opened(anna, article), headline="Анна")

    asked = save(boris, article, old, headline="Борис", base=base)

    assert asked.status_code == 409
    assert stored(article).headline == "Анна"


def test_the_same_headline_by_both_is_no_question(anna, boris, article):
    first, second = opened(anna, article), opened(boris, article)
    save(anna, article, first, headline="Мост — открыт")

    answer = save(boris, article, second, headline="Мост - открыт")

    assert answer.status_code == 200
    assert article.revisions.count() == 2


@pytest.mark.parametrize("text", ["Й ё қ ғ 👩‍👩‍👧", "Мост\u00a0закрыт", "а́"])
def test_the_same_letters_written_otherwise_are_no_change(anna, boris, article, text):
    Article.objects.filter(pk=article.pk).update(lead=text)
    first, second = opened(anna, article), opened(boris, article)
    save(anna, article, first, lead=text + "!")

    answer = save(boris, article, second, lead=unicodedata.normalize("NFD", text), kicker="Борис")

    assert answer.status_code == 200
    assert stored(article).lead == text + "!"


def test_everything_deleted_by_one_is_asked_about(anna, boris, article):
    first, second = opened(anna, article), opened(boris, article)
    save(anna, article, first, body="")

    asked = save(boris, article, second, body=THREE.replace("Второй", "Борисов"))
    save(boris, article, shown(asked), **{"conflict-0": "mine"})

    assert "Борисов" in stored(article).body


def test_a_schedule_changed_by_one_and_published_by_the_other_is_asked_about(anna, boris):
    article = make_article(status="draft", publish_at=None)
    form = opened(boris, article)
    article.publish(at=ahead(days=2), by=anna.user)

    asked = save(boris, article, form, status="published")
    save(boris, article, shown(asked), **{"conflict-0": "theirs"})

    assert stored(article).is_due


def test_a_headline_in_conflict_is_saved_before_the_story_goes_to_review(anna, aigul):
    article = make_article("Было", status="draft", publish_at=None, created_by=aigul.user)
    mine = opened(aigul, article)
    save(anna, article, opened(anna, article), headline="Анна")
    review = f"/admin/articles/article/{article.pk}/send-to-review/"

    asked = aigul.post(review, mine | {"headline": "Айгуль"})
    before = stored(article).status
    aigul.post(review, shown(asked) | {"conflict-0": "mine"})

    assert before == "draft"
    assert (stored(article).headline, stored(article).status) == ("Айгуль", "in_review")


def test_a_missing_answer_keeps_the_story_out_of_review(anna, aigul):
    article = make_article("Было", status="draft", publish_at=None, created_by=aigul.user)
    mine = opened(aigul, article)
    save(anna, article, opened(anna, article), headline="Анна")
    review = f"/admin/articles/article/{article.pk}/send-to-review/"

    again = aigul.post(review, shown(aigul.post(review, mine | {"headline": "Айгуль"})))

    assert shown(again)["conflict-0-mine"] == ["Айгуль"]
    assert (stored(article).headline, stored(article).status) == ("Анна", "draft")


@pytest.mark.parametrize(
    ("name", "value"),
    [("status", "published"), ("front_place", "1"), ("created_by", "1"), ("deleted_at", "2020-01-01")],
)
def test_an_answer_slips_nothing_in(anna, aigul, name, value):
    article = make_article("Было", status="draft", publish_at=None, created_by=aigul.user)
    mine = opened(aigul, article)
    save(anna, article, opened(anna, article), headline="Анна")
    asked = shown(save(aigul, article, mine, headline="Айгуль"))
    slipped = {"conflicts": "2", "conflict-0": "mine", "conflict-1": "mine"}

    save(aigul, article, asked, **slipped, **{"conflict-1-input": name, "conflict-1-mine": value, name: value})

    now = stored(article)
    assert now.headline == "Айгуль"
    assert (now.status, now.front_place, now.created_by, now.deleted_at) == ("draft", None, aigul.user, None)


def test_a_strangers_answer_finds_nothing(anna, aigul, article):
    first, second = opened(anna, article), opened(anna, article)
    save(anna, article, first, headline="Анна")
    asked = shown(save(anna, article, second, headline="Анна из другой вкладки"))

    answer = aigul.post(address(article), asked | {"conflict-0": "mine"})

    assert (answer.status_code, stored(article).headline) == (404, "Анна")


def test_a_text_rewritten_by_both_is_one_question_and_comes_whole(anna, boris):
    article = make_article(body="".join(f"<p>Абзац номер {n}.</p>" for n in range(1200)))
    theirs, mine = (stored(article).body.replace("Абзац", word) for word in ("Строка", "Кусок"))
    first, second = opened(anna, article), opened(boris, article)
    save(anna, article, first, body=theirs)

    with patience():
        asked = save(boris, article, second, body=mine)
    save(boris, article, shown(asked), **{"conflict-0": "mine"})

    assert shown(asked)["conflicts"] == ["1"]
    assert stored(article).body == mine


def test_sixty_photos_in_two_orders_stay_sixty(anna, boris):
    article = make_article(photos=60)
    first, second = opened(anna, article), opened(boris, article)
    save(anna, article, first, **{f"photos-{row}-number": 60 - row for row in range(60)})

    with patience():
        asked = save(boris, article, second, **{f"photos-{row}-number": (row * 7) % 61 for row in range(60)})
    save(boris, article, shown(asked), **{"conflict-0": "mine"})

    wanted = sorted(range(60), key=lambda row: (row * 7) % 61)
    assert [photo.caption for photo in stored(article).photos.all()] == [f"Подпись {row + 1}" for row in wanted]


def test_an_old_unsaved_text_with_a_note_that_is_gone_comes_back(anna, boris, article):
    note = article.notes.create(kind="updated", text="Добавлено фото.")
    form = opened(boris, article) | {"lead": ["Вводка Бориса"]}
    kept = Autosave.objects.keep(boris.user, form["draft_key"][0], form, article)
    save(anna, article, opened(anna, article), **{"notes-0-DELETE": "on"})

    restored = Controls(boris.get(f"{address(article)}?autosave={kept.pk}").text).data
    answer = save(boris, article, restored)

    assert answer.status_code == 200
    assert stored(article).lead == "Вводка Бориса"
    assert not article.notes.filter(pk=note.pk).exists()


def test_a_version_is_not_brought_back_over_one_that_was_not_seen(anna, boris, article):
    save(anna, article, opened(anna, article), headline="Второй")
    restore = f"/admin/articles/article/{article.pk}/history/1/restore/"
    seen = boris.get(restore).text
    save(anna, article, opened(anna, article), headline="Третий", section=make_section("Спорт").pk)

    asked = boris.post(restore, {"newest": "2"})
    kept = stored(article).headline
    boris.post(restore, {"newest": "3"})

    assert 'name="newest" value="2"' in seen
    assert (asked.status_code, 'name="newest" value="3"' in asked.text) == (409, True)
    assert "Анна" in asked.text.split('role="alert"')[1]
    assert kept == "Третий"
    assert stored(article).headline == article.headline
