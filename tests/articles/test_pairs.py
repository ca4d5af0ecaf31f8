"""The same story in both languages: begun, followed, fallen behind."""

import re

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from articles.models import Article
from articles.pairs import behind
from people.models import User
from tests.builders import ago, make_article, make_author, make_section

pytestmark = pytest.mark.django_db

PAIRS = "/admin/articles/article/pairs/"


@pytest.fixture
def anna():
    """Anna is the chief: she may do everything."""
    return User.objects.create_superuser("anna", password="anna")


@pytest.fixture
def desk(client, anna):
    client.force_login(anna)
    return client


def fallen():
    """The ids of the articles that are behind their pairs."""
    return set(behind(Article.objects.with_steps()))


def change(article, by, **words):
    """Save other words, as the desk does."""
    article.refresh_from_db()
    for field, value in words.items():
        setattr(article, field, value)
    article.save()
    article.keep_revision(by)


def test_a_translation_begins_with_everything_but_the_date(anna):
    city = make_section("Город", "Қала")
    story = make_article(
        body="<p>Да</p>", photos=2, hashtags=["мост"], authors=[make_author()], format="longread", front_place=1
    )
    story.also_in.add(city)

    draft = story.translate(by=anna)

    draft = Article.objects.get(pk=draft.pk)
    assert (draft.language, draft.status, draft.publish_at, draft.front_place) == ("kk", "draft", None, None)
    assert (draft.headline, draft.body, draft.format) == (story.headline, story.body, "longread")
    assert [p.picture for p in draft.photos.all()] == [p.picture for p in story.photos.all()]
    assert draft.lead_photo.picture == story.lead_photo.picture
    assert [str(tag) for tag in draft.hashtags.all()] == ["#мост"]
    assert list(draft.also_in.all()) == [city]
    assert draft.pair == story
    assert Article.objects.get(pk=story.pk).pair == draft
    assert draft.created_by == anna


def test_a_story_has_one_other_language(anna):
    story = make_article()
    story.translate(by=anna)

    with pytest.raises(ValidationError):
        Article.objects.get(pk=story.pk).translate(by=anna)


def test_a_fresh_translation_is_in_step(anna):
    make_article().translate(by=anna)

    assert fallen() == set()


def test_a_change_of_words_leaves_the_other_side_behind(anna):
    story = make_article(publish_at=ago(hours=2))
    draft = story.translate(by=anna)

    change(story, anna, lead="Открыли раньше срока.")

    assert fallen() == {draft.pk}


def test_a_change_that_needs_no_translation_does_not(anna):
    story = make_article()
    story.translate(by=anna)

    change(story, anna, front_place=2)

    assert fallen() == set()


def test_a_change_taken_back_is_still_told_until_somebody_has_looked(anna):
    story = make_article()
    draft = story.translate(by=anna)
    change(story, anna, lead="Другое.")
    change(story, anna, lead="Полоса закрыта до пятницы.")

    assert fallen() == {draft.pk}


def test_following_brings_it_in_step_again(anna):
    story = make_article()
    draft = story.translate(by=anna)
    change(story, anna, lead="Открыли раньше срока.")

    draft.refresh_from_db()
    draft.follow()

    assert fallen() == set()


def test_the_list_offers_what_is_missing_and_says_what_is_behind(desk, anna):
    make_article("Одинокая новость")
    story = make_article("Парная новость")
    draft = story.translate(by=anna)
    change(draft, anna, headline="Жұп жаңалық")
    change(story, anna, lead="Открыли раньше срока.")
    draft.refresh_from_db()
    draft.follow()
    change(story, anna, lead="И снова закрыли.")

    alone = Article.objects.get(headline="Одинокая новость")

    text = desk.get(PAIRS).text

    assert reverse("admin:articles_article_translate", args=[alone.pk]) in text
    assert text.count("Жұп жаңалық") == 1
    assert reverse("admin:articles_article_follow", args=[draft.pk]) in text
    assert "Одинокая" not in desk.get(PAIRS, {"missing": "ru"}).text
    assert "Парная" not in desk.get(PAIRS, {"missing": "kk"}).text


def test_the_buttons_translate_and_follow(desk, anna):
    story = make_article()

    answer = desk.post(reverse("admin:articles_article_translate", args=[story.pk]))
    draft = Article.objects.get(language="kk")
    change(story, anna, lead="Открыли раньше срока.")
    desk.post(reverse("admin:articles_article_follow", args=[draft.pk]))

    assert answer.headers["Location"] == f"/admin/articles/article/{draft.pk}/change/"
    assert fallen() == set()


def test_a_change_that_nobody_has_seen_yet_is_not_followed(desk, anna):
    story = make_article()
    draft = story.translate(by=anna)
    change(story, anna, lead="Открыли раньше срока.")
    seen = re.search(r'name="seen" value="(\d+)"', desk.get(PAIRS).text)[1]
    change(story, anna, lead="И снова закрыли.")

    desk.post(reverse("admin:articles_article_follow", args=[draft.pk]), {"seen": seen})

    assert fallen() == {draft.pk}


@pytest.mark.parametrize("seen", ["", "0", "-1", "²", "9" * 30])
def test_what_is_no_number_of_a_version_follows_the_newest(desk, anna, seen):
    story = make_article()
    draft = story.translate(by=anna)
    change(story, anna, lead="Открыли раньше срока.")

    desk.post(reverse("admin:articles_article_follow", args=[draft.pk]), {"seen": seen})

    assert fallen() == set()


def test_opening_an_address_changes_nothing(desk):
    story = make_article()

    assert desk.get(reverse("admin:articles_article_translate", args=[story.pk])).status_code == 405
    assert Article.objects.count() == 1


def test_the_list_takes_few_queries(desk, anna, django_assert_max_num_queries):
    for n in range(12):
        story = make_article(f"Новость {n}")
        if n % 2:
            story.translate(by=anna)

    with django_assert_max_num_queries(12):
        assert desk.get(PAIRS).status_code == 200


def test_a_second_click_makes_no_second_draft(anna):
    make_article(photos=1)
    opened = [Article.objects.get() for _click in range(2)]
    draft = opened[0].translate(by=anna)

    with pytest.raises(ValidationError):
        opened[1].translate(by=anna)

    assert opened[1].pair == draft
    assert Article.objects.count() == 2


def test_words_that_were_saved_meanwhile_are_translated(anna):
    story = make_article()
    opened = Article.objects.get()
    change(story, anna, lead="Открыли раньше срока.")

    draft = opened.translate(by=anna)

    assert Article.objects.get(pk=draft.pk).lead == story.lead


def test_what_was_put_in_the_bin_meanwhile_is_not_translated(anna):
    story = make_article()
    opened = Article.objects.get()
    story.put_in_bin(anna)

    with pytest.raises(ValidationError):
        opened.translate(by=anna)

    assert Article.objects.count() == 1
