"""Notes: what readers are told of an article's changes, under it and on one public page."""

import json
import re
from datetime import timedelta

import pytest
from django.utils import timezone

from articles.models import Article, Note
from people.models import User
from tests.builders import ago, ahead, make_article

pytestmark = pytest.mark.django_db


@pytest.fixture
def anna():
    return User.objects.create_superuser("anna", password="anna-anna-1")


@pytest.fixture
def article():
    return make_article("Мост", publish_at=ago(days=2))


def correct(article, text="Второй этап начнётся 12 октября.", **fields):
    """A correction, made now unless said otherwise."""
    note = article.notes.create(kind="corrected", text=text)
    Note.objects.filter(pk=note.pk).update(**fields)
    return note


def structured(page):
    """The NewsArticle of a page."""
    return json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)[1])


def test_a_note_stands_under_its_article_with_its_date(client, article):
    yesterday = timezone.localtime().replace(hour=19, minute=40) - timedelta(days=1)
    note = correct(article, created_at=yesterday)

    text = client.get(article.get_absolute_url()).text.replace("\xa0", " ")

    assert f'<p class="note" id="note-{note.pk}">' in text
    assert ">вчера в 19:40</time>: Второй этап начнётся 12 октября.</p>" in text


def test_notes_stand_newest_first(client, article):
    correct(article, "Первая.", created_at=ago(hours=2))
    correct(article, "Вторая.", created_at=ago(hours=1))

    text = client.get(article.get_absolute_url()).text

    assert text.index("Вторая.") < text.index("Первая.")


def test_its_text_is_typeset_when_saved(article):
    assert correct(article, 'Не "пятница" - а среда').text == "Не\xa0«пятница»\xa0— а\xa0среда"


def test_its_text_is_escaped(client, article):
    correct(article, "<script>alert(1)</script>")

    assert "<script>alert" not in client.get(article.get_absolute_url()).text
    assert "<script>alert" not in client.get("/corrections/").text


def test_a_new_note_is_the_articles_last_update(client, article):
    note = correct(article)

    article.refresh_from_db()
    assert article.updated_at == note.created_at
    assert f"<lastmod>{timezone.localtime(note.created_at):%Y-%m-%d}" in client.get("/sitemap-articles.xml").text


def test_a_note_changed_later_is_not_dated_anew(article):
    note = correct(article)
    Article.objects.update(updated_at=None)
    note.article.refresh_from_db()

    note.text = "Иначе."
    note.save()

    article.refresh_from_db()
    assert article.updated_at is None


def test_machines_read_corrections_and_the_new_date(client, article):
    note = correct(article)
    article.notes.create(kind="updated", text="Добавили фото.")

    data = structured(client.get(article.get_absolute_url()).text)

    assert [(one["@type"], one["text"]) for one in data["correction"]] == [("CorrectionComment", note.text)]
    assert data["correction"][0]["datePublished"].startswith(f"{timezone.localdate():%Y-%m-%d}")
    assert data["dateModified"] > data["datePublished"]


def test_an_article_without_corrections_claims_none(client, article):
    assert "correction" not in structured(client.get(article.get_absolute_url()).text)


def test_one_page_shows_the_notes_of_its_edition(client, article):
    note = correct(article)
    correct(make_article("Көпір", language="kk"), "Екінші кезең басталады.")

    russian, kazakh = client.get("/corrections/").text, client.get("/kk/corrections/").text

    assert f'href="{article.get_absolute_url()}#note-{note.pk}"' in russian
    assert "Екінші" not in russian
    assert "Екінші" in kazakh
    assert "октября." not in kazakh


@pytest.mark.parametrize(
    "hidden",
    [
        {"status": "draft"},
        {"status": "withdrawn"},
        {"publish_at": ahead(days=1)},
    ],
)
def test_it_shows_nothing_of_what_is_not_public(client, article, hidden):
    correct(article)
    Article.objects.update(**hidden)

    assert "Второй этап" not in client.get("/corrections/").text


def test_it_pages_by_keyset(client, article):
    notes = [correct(article, f"Поправка {n}.", created_at=ago(minutes=n)) for n in range(1, 33)]

    first = client.get("/corrections/")
    second = client.get(f"/corrections/?older={first.context['page'].older}")

    assert [note.pk for note in first.context["page"]] == [note.pk for note in notes[:30]]
    assert [note.pk for note in second.context["page"]] == [note.pk for note in notes[30:]]


@pytest.mark.parametrize("cursor", ["x", "1-", "1-1-1", "9" * 20])
def test_a_made_up_cursor_is_no_page(client, db, cursor):
    assert client.get(f"/corrections/?older={cursor}").status_code == 404


def test_it_takes_few_queries(client, article, django_assert_max_num_queries):
    for n in range(20):
        correct(make_article(f"Мост {n}"))

    with django_assert_max_num_queries(6):
        client.get("/corrections/")


def test_the_colophon_leads_to_it_and_the_sitemap_names_it(client, db):
    assert 'href="/corrections/"' in client.get("/about/").text
    assert 'href="/kk/corrections/"' in client.get("/kk/about/").text
    assert "/kk/corrections/</loc>" in client.get("/sitemap-lists.xml").text
