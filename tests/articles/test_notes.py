"""Notes: what readers are told of an article's changes, under it and on one public page."""

import json
import re
from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission
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

    with django_assert_max_num_queries(7):
        client.get("/corrections/")


def test_the_colophon_leads_to_it_and_the_sitemap_names_it(client, db):
    assert 'href="/corrections/"' in client.get("/about/").text
    assert 'href="/kk/corrections/"' in client.get("/kk/about/").text
    assert "/kk/corrections/</loc>" in client.get("/sitemap-lists.xml").text


@pytest.fixture
def desk(client, anna):
    client.force_login(anna)
    return client


def form_of(article, **notes):
    """What the article's form posts, with the given note fields beside it."""
    fields = {"headline": article.headline, "lead": article.lead, "language": "ru", "status": "published"}
    rows = {"photos-TOTAL_FORMS": 0, "photos-INITIAL_FORMS": 0}
    section = {"section": article.section_id, "publish_at": f"{timezone.localtime(article.publish_at):%Y-%m-%dT%H:%M}"}
    notes = {f"notes-{name.replace('__', '-')}": value for name, value in notes.items()}
    return fields | rows | section | {"body": "", "hashtags": ""} | notes


def change(article):
    return f"/admin/articles/article/{article.pk}/change/"


def test_the_desk_writes_a_note_with_the_article(desk, article, anna):
    said = {"TOTAL_FORMS": 1, "INITIAL_FORMS": 0, "0__kind": "corrected", "0__text": "Мост сдадут в мае."}

    desk.post(change(article), form_of(article, **said))

    note = Note.objects.get()
    assert (note.article, note.kind, note.text, note.created_by) == (
        article,
        "corrected",
        "Мост сдадут в\xa0мае.",
        anna,
    )
    article.refresh_from_db()
    assert article.updated_at >= note.created_at


def row_of(note, **fields):
    """What the form posts of its only note, which is there already."""
    row = {"id": note.pk, "article": note.article_id, "kind": note.kind, "text": note.text} | fields
    return {"TOTAL_FORMS": 1, "INITIAL_FORMS": 1} | {f"0__{name}": value for name, value in row.items()}


def shown_first(note):
    """What the form posts of the words that its note had when the form was opened."""
    return {"initial-notes-0-kind": note.kind, "initial-notes-0-text": note.text}


def test_the_desk_mends_a_note(desk, article):
    note = correct(article)

    desk.post(change(article), form_of(article, **row_of(note, text="Иначе.")) | shown_first(note))

    note.refresh_from_db()
    assert note.text == "Иначе."


def test_a_form_that_left_a_note_alone_does_not_undo_what_another_made_of_it(desk, article):
    note = correct(article)
    posted = form_of(article, **row_of(note)) | shown_first(note)
    Note.objects.update(text="Исправлено другим.")

    desk.post(change(article), posted)

    note.refresh_from_db()
    assert note.text == "Исправлено другим."


def test_a_form_opened_before_there_was_room_for_notes_changes_none(desk, article):
    note = correct(article)

    answer = desk.post(change(article), form_of(article) | {"headline": "Новый мост"})

    assert answer.status_code == 302
    article.refresh_from_db()
    assert (article.headline, list(article.notes.all())) == ("Новый мост", [note])


@pytest.mark.parametrize(("codename", "kept"), [("publish_article", 0), ("view_article", 1)])
def test_only_those_who_publish_take_a_note_back(client, article, codename, kept):
    boris = User.objects.create_user("boris", password="boris-boris-1", is_staff=True)
    may = ["change_article", "edit_others_article", "view_article", codename]
    boris.user_permissions.set(Permission.objects.filter(codename__in=may))
    client.force_login(boris)
    Article.objects.update(created_by=boris)
    note = correct(article)

    answer = client.post(change(article), form_of(article, **row_of(note, DELETE="on")) | shown_first(note))

    assert answer.status_code == 302
    assert Note.objects.count() == kept


def test_the_form_offers_notes_once_readers_have_the_article(desk, article):
    draft = make_article("Черновик", status="draft", publish_at=None)

    assert 'name="notes-TOTAL_FORMS"' in desk.get(change(article)).text
    assert 'name="notes-TOTAL_FORMS"' not in desk.get(change(draft)).text
