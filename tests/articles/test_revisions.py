"""Every saved state is kept, numbered, signed, and can be brought back."""

import json

import pytest
from django.db import IntegrityError, transaction

from articles.models import Article
from articles.revisions import restore_onto, snapshot_of
from people.models import User
from pictures.models import Picture
from tests.builders import make_article, make_author, make_hashtag, make_photo, make_section

pytestmark = pytest.mark.django_db


@pytest.fixture
def anna():
    return User.objects.create_superuser("anna", password="anna-anna-1", first_name="Анна")


def test_the_first_save_keeps_what_was_there_before_it_as_nobodys(anna):
    article = make_article("Было")

    with article.revising(anna):
        Article.objects.filter(pk=article.pk).update(headline="Стало")

    newest, first = article.revisions.all()
    assert (first.number, first.author, first.snapshot["headline"]) == (1, None, "Было")
    assert (newest.number, newest.author, newest.base, newest.snapshot["headline"]) == (2, anna, 1, "Стало")


def test_nothing_is_kept_when_nothing_differs(anna):
    article = make_article(photos=1)
    article.keep_revision(anna)

    assert article.keep_revision(anna) is None
    assert article.revisions.count() == 1


def test_what_changed_unseen_is_kept_apart_from_what_the_person_did(anna):
    article = make_article(hashtags=["форум"])
    article.keep_revision(anna)
    make_hashtag("форум").merge_into(make_hashtag("форум2026"))

    with article.revising(anna):
        article.withdraw()

    mine, unseen, _first = article.revisions.all()
    assert (unseen.author, unseen.snapshot["hashtags"]) == (None, ["форум2026"])
    assert (mine.author, mine.snapshot["status"]) == (anna, "withdrawn")


def test_a_number_is_given_once(anna):
    article = make_article()
    article.keep_revision(anna)

    with pytest.raises(IntegrityError), transaction.atomic():
        article.revisions.create(number=1, snapshot={})


def test_restoring_brings_back_words_photos_hashtags_and_sections(anna):
    article = make_article("Было", body="<p>Первый.</p>", hashtags=["мост"], authors=[make_author()], photos=2)
    before = article.keep_revision(anna)
    first, second = article.photos.all()
    article.headline, article.body, article.section = "Стало", "<p>Другой.</p>", make_section("Спорт")
    first.delete()
    second.caption = "Иначе"
    second.save()
    make_photo(article, caption="Новое")
    article.refresh_from_db(fields=["lead_photo"])
    article.save()
    article.settle_photos()
    article.hashtags.set(["река"])
    article.authors.clear()
    article.keep_revision(anna)

    restored = restore_onto(article, before, anna)

    assert (restored.number, restored.restored_from, restored.author) == (3, 1, anna)
    assert restored.snapshot == before.snapshot
    assert snapshot_of(Article.objects.get(pk=article.pk)) == before.snapshot


def test_restoring_leaves_alone_whether_and_where_readers_see_it(anna):
    article = make_article("Было", status="draft", publish_at=None)
    before = article.keep_revision(anna)
    article.front_place = 1
    article.headline = "Стало"
    article.save()
    article.publish()

    restore_onto(article, before, anna)

    article.refresh_from_db()
    assert (article.headline, article.status, article.front_place) == ("Было", "published", 1)


def test_restoring_what_is_there_keeps_nothing_new(anna):
    article = make_article()
    newest = article.keep_revision(anna)

    assert restore_onto(article, newest, anna) is None
    assert article.revisions.count() == 1


def test_restoring_lives_with_what_is_gone_since(anna):
    section = make_section("Спорт")
    author = make_author()
    article = make_article("Было", section=section, authors=[author])
    before = article.keep_revision(anna)
    article.headline, article.section = "Стало", make_section("Культура")
    article.save()
    author.delete()
    section.delete()

    restore_onto(article, before, anna)

    article.refresh_from_db()
    assert (article.headline, article.section.name_ru, article.authors.count()) == ("Было", "Культура", 0)


def test_a_revision_names_its_author_when_the_account_is_gone(anna):
    article = make_article()
    article.keep_revision(anna)
    anna.delete()

    assert article.newest_revision.by == "Анна"


def test_a_photo_that_was_taken_away_can_be_brought_back_long_after(anna):
    article = make_article(photos=2)
    before = article.keep_revision(anna)
    article.photos.all().delete()
    Picture.objects.all().forget_unused()

    restore_onto(article, before, anna)

    assert [photo.caption for photo in article.photos.all()] == ["Подпись 1", "Подпись 2"]


def test_a_snapshot_is_plain_data():
    article = make_article(hashtags=["мост"], authors=[make_author()], photos=2)

    assert json.loads(json.dumps(snapshot_of(article))) == snapshot_of(article)
