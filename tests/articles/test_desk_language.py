"""Every page of the desk in Russian and Kazakh: not one English word that people would see or hear."""

import re
from html.parser import HTMLParser

import pytest
from django.contrib.auth.models import Group
from django.utils import timezone

from articles.models import Article, Author, GlossaryEntry, Hashtag, Photo, Publication, Section
from people.models import User
from tests.builders import ago, make_article, make_member, make_picture

pytestmark = pytest.mark.django_db

# Names of formats, keys and sites, which both languages write in Latin letters, and what this test typed itself.
ALLOWED = {
    "Ctrl",
    "Enter",
    "N",
    "S",
    "Shift",
    "Command",
    "Control",
    "HEIC",
    "HTML",
    "Instagram",
    "JPEG",
    "Mac",
    "PNG",
    "Telegram",
    "URL",
    "VK",
    "X",
    "YouTube",
    "anna",
    "gorod",
    "qala",
    "kk",
    "led",
    "reka",
    "ru",
    "zz",
}
SPOKEN = {"title", "placeholder", "aria-label", "alt", "data-confirm"}
VISIBLE_VALUES = {"submit", "button", "reset"}


class Words(HTMLParser):
    """The Latin words that a page shows or a screen reader says; Roman numerals are no words."""

    def __init__(self, text):
        super().__init__()
        self.found, self.silent = [], 0
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        self.silent += tag in ("script", "style")
        self.note(*(attrs[name] for name in SPOKEN & attrs.keys()))
        if tag == "input" and attrs.get("type") in VISIBLE_VALUES:
            self.note(attrs.get("value"))

    def handle_endtag(self, tag):
        self.silent -= tag in ("script", "style")

    def handle_data(self, data):
        if not self.silent:
            self.note(data)

    def note(self, *texts):
        for text in texts:
            words = re.findall(r"[A-Za-z]+", re.sub(r"https?://\S+|\S+@\S+", "", text or ""))
            self.found += [word for word in words if word not in ALLOWED and not re.fullmatch("[IVX]+", word)]


@pytest.fixture
def anna():
    return User.objects.create_superuser("anna", password="anna-anna-1", first_name="Анна")


@pytest.fixture(params=["ru", "kk"])
def desk(request, client, anna):
    client.force_login(anna)
    client.cookies["desk_language"] = request.param
    return client


@pytest.fixture
def city(anna):
    """One of everything; the names are Cyrillic, so that any Latin word is the desk's own."""
    Publication(name_ru="Вечерний Ертис", name_kk="Кешкі Ертіс").save()
    section = Section.objects.create(name_ru="Город", name_kk="Қала", slug_ru="gorod", slug_kk="qala")
    article = make_article("Лёд на реке", section=section, hashtags=["лёд", "река"])
    Photo.objects.create(article=article, picture=make_picture(), number=1)
    author = Author.objects.create(byline_ru="Анна Ким", slug="zz", user=anna)
    article.authors.add(author)
    GlossaryEntry.objects.create(right="Ертис", wrong="Иртыш")
    article.also_in.add(section)
    article.keep_revision(anna)
    anna.groups.add(Group.objects.create(name="Редакторы"))
    return article


MODELS = [Article, Section, Author, GlossaryEntry, Hashtag, Publication, User, Group]


def pages():
    """The desk's addresses; {pk} stands for the first row of the model."""
    yield from ((path, None) for path in ["/admin/", "/admin/articles/", "/admin/people/", "/admin/password_change/"])
    yield "/admin/articles/article/board/", None
    for model in MODELS:
        base = f"/admin/{model._meta.app_label}/{model._meta.model_name}/"
        tails = ["{pk}/change/", "{pk}/history/"]
        tails += [] if model is Publication else ["", "add/", "{pk}/delete/"]
        yield from ((base + tail, model) for tail in tails)
    yield from (("/admin/articles/hashtag/{pk}/" + tail, Hashtag) for tail in ("merge/", "synonym/"))
    yield "/admin/articles/article/{pk}/history/1/restore/", Article
    yield "/admin/people/user/{pk}/password/", User
    yield from (("/admin/articles/article/" + tail, None) for tail in ("review/", "bin/"))
    yield "/admin/articles/article/{pk}/withdraw/", Article
    yield "/admin/admin/logentry/", None
    yield "/admin/articles/article/{pk}/guests/", Article


@pytest.mark.parametrize(("path", "model"), list(pages()), ids=lambda value: value if isinstance(value, str) else "")
def test_it_says_nothing_in_english(desk, city, path, model):
    answer = desk.get(path.format(pk=model and model.objects.order_by("pk").first().pk))

    assert answer.status_code == 200
    assert Words(answer.text).found == []


@pytest.mark.parametrize(
    "model", [Article, Section, Author, GlossaryEntry, Hashtag, User, Group], ids=lambda model: model.__name__
)
def test_it_answers_an_empty_form_in_our_languages(desk, city, model):
    empty = {"status": "published", "photos-TOTAL_FORMS": 0, "photos-INITIAL_FORMS": 0}

    answer = desk.post(f"/admin/{model._meta.app_label}/{model._meta.model_name}/add/", empty)

    assert "errornote" in answer.text
    assert Words(answer.text).found == []


def test_it_answers_a_bad_photo_row_in_our_languages(desk, city):
    rows = {"photos-TOTAL_FORMS": 2, "photos-INITIAL_FORMS": 0, "photos-0-picture": 999, "photos-1-caption": "Лёд"}

    answer = desk.post("/admin/articles/article/add/", {"headline": "", "hashtags": "#!", **rows})

    assert answer.status_code == 200
    assert Words(answer.text).found == []


def test_the_preview_names_errors_in_our_languages(desk, city):
    rows = {"photos-TOTAL_FORMS": 0, "photos-INITIAL_FORMS": 0}

    answer = desk.post("/admin/articles/article/preview/", {"headline": "", **rows})

    assert Words(answer.text).found == []


def changed_by_two(city, anna):
    """What a form posts that was opened before somebody else changed the same: text, photos, a note, a section."""
    Photo.objects.create(article=city, picture=make_picture(colour="red"), number=2)
    Photo.objects.create(article=city, picture=make_picture(colour="blue"), number=3)
    note = city.notes.create(kind="updated", text="Добавлено фото.")
    city.keep_revision(anna)
    base, rows = city.newest_revision, list(city.photos.all())
    Article.objects.filter(pk=city.pk).update(headline="Лёд тронулся", body="<p>Было.</p>", format="video")
    Photo.objects.filter(pk=rows[2].pk).update(number=0)
    Photo.objects.filter(pk=rows[0].pk).update(caption="Лёд")
    city.notes.update(text="Добавлены фото.")
    city.keep_revision(None)
    form = {
        "headline": "Лёд сошёл",
        "body": "<p>Стало.</p>",
        "format": "longread",
        "language": "ru",
        "base": base.number,
    }
    form |= {"status": "published", "publish_at": f"{timezone.localtime(city.publish_at):%Y-%m-%dT%H:%M}"}
    form |= {"section": city.section_id, "photos-TOTAL_FORMS": 3, "photos-INITIAL_FORMS": 3, "photos-lead": "photos-1"}
    for place, (row, number, caption) in enumerate(zip(rows, (1, 3, 2), ("Река", "", ""), strict=True)):
        words = {"id": row.pk, "article": city.pk, "picture": row.picture_id, "number": number, "caption": caption}
        form |= {f"photos-{place}-{name}": value for name, value in words.items()}
    noted = {"id": note.pk, "article": city.pk, "kind": "updated", "text": "Исправлены фото."}
    form |= {"notes-TOTAL_FORMS": 1, "notes-INITIAL_FORMS": 1, "initial-notes-0-text": "Добавлено фото."}
    return form | {f"notes-0-{name}": value for name, value in noted.items()}


def test_the_conflict_page_asks_in_our_languages(desk, city, anna):
    form = changed_by_two(city, anna)

    answer = desk.post(f"/admin/articles/article/{city.pk}/change/", form)

    asked = re.findall(r'name="conflict-\d+-input" value="([^"]*)"', answer.text)
    assert answer.status_code == 409
    assert {"headline", "body", "format", "photos-order", "notes-0-text"} <= {*asked}
    # The editor shows the text without its tags.
    assert Words(re.sub("&lt;/?p&gt;", "", answer.text)).found == []


def test_the_history_tells_of_everything_in_our_languages(desk, city, anna):
    changed_by_two(city, anna)

    text = desk.get(f"/admin/articles/article/{city.pk}/history/?old=1&new=3").text

    assert "comparison-fields" in text
    assert Words(text).found == []


@pytest.mark.parametrize("action", ["delete_selected", "publish", "withdraw", ""])
def test_actions_answer_in_our_languages(desk, city, action):
    answer = desk.post(
        "/admin/articles/article/", {"action": action, "_selected_action": [city.pk], "index": 0}, follow=True
    )

    assert Words(answer.text).found == []


def test_what_follows_saving_and_deleting_is_in_our_languages(desk, city):
    author = Author.objects.create(byline_ru="Борис Цой", slug="zz-2")
    saved = desk.post(f"/admin/articles/author/{author.pk}/change/", {"byline_ru": "Борис Цой"}, follow=True)
    deleted = desk.post(f"/admin/articles/author/{author.pk}/delete/", {"post": "yes"}, follow=True)

    assert "messagelist" in saved.text
    assert "messagelist" in deleted.text
    assert Words(saved.text.replace("boris-tsoy", "")).found == []
    assert Words(deleted.text).found == []


@pytest.mark.parametrize("language", ["ru", "kk"])
def test_the_login_page_speaks_both_languages(client, db, language):
    client.cookies["desk_language"] = language

    shown = client.get("/admin/login/")
    refused = client.post("/admin/login/", {"username": "anna", "password": "wrong"})

    assert Words(shown.text).found in ([], ["Newsroom"], ["Newsroom"] * 2)
    assert Words(refused.text.replace("Newsroom", "")).found == []
    assert f'<html lang="{language}"' in shown.text


@pytest.mark.parametrize("language", ["ru", "kk"])
def test_somebody_locked_out_is_told_so_in_words(client, anna, settings, language):
    client.cookies["desk_language"] = language
    settings.AXES_FAILURE_LIMIT = 2
    Publication(name_ru="Вечерний Ертис").save()

    for _attempt in range(2):
        answer = client.post("/admin/login/", {"username": "anna", "password": "wrong"})

    assert answer.status_code == 429
    assert 'href="/admin/login/"' in answer.text
    assert Words(answer.text).found == []


def test_logging_out_says_so_in_our_languages(desk, city):
    assert Words(desk.post("/admin/logout/").text).found == []


def test_the_switch_changes_the_desk_and_nothing_else(desk, city):
    desk.post("/admin/language/", {"language": "kk", "next": "/admin/"})

    assert '<html lang="kk"' in desk.get("/admin/").text
    assert desk.cookies["desk_language"]["path"] == "/admin/"


def test_the_scripts_words_are_served_in_the_desks_language(desk, city):
    words = desk.get("/admin/jsi18n/").text

    assert '"Insert a photo"' in words
    assert "English" not in words


@pytest.mark.parametrize(
    "state", [{"status": "in_review"}, {"status": "published"}, {"deleted_at": ago(days=1)}, None]
)
def test_a_form_that_is_refused_is_kept_in_our_languages(desk, city, anna, state):
    words = {"headline": "Лёд", "body": "<p>Тихо.</p>", "language": "ru", "photos-0-picture": "1"}
    rows = {"photos-TOTAL_FORMS": 1, "photos-0-caption": "Мост", "notes-0-text": "Уточнили"}
    reporter = make_member("reporter", username="zz")
    Article.objects.filter(pk=city.pk).update(**{"created_by": reporter, "status": "draft"} | (state or {}))
    desk.force_login(reporter)

    answer = desk.post(f"/admin/articles/article/{city.pk if state else 999}/change/", words | rows)

    assert answer.status_code in (403, 404)
    assert len(answer.context["texts"]) == 4
    assert Words(answer.text).found == []
