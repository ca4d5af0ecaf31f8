"""Forms opened before the site was updated: what they do not have, or have too much of, loses nothing typed."""

import pytest

from articles.models import Article, Autosave
from people.models import User
from pictures.models import Picture
from tests.builders import make_article, make_photo, picture_file

pytestmark = pytest.mark.django_db
ADD = "/admin/articles/article/add/"
KEY = "0123456789abcdef"
DRAFT = {"status": "draft", "publish_at": None}
PARTS = ["base", "asked", "draft_key", "notes", "photos", "photos-TOTAL_FORMS", "photos-INITIAL_FORMS", "photos-0-id"]
FIELDS = ["kicker", "lead", "body", "language", "section", "hashtags", "source_line", "format", "age_mark"]
JUNK = {
    "base": ["-1", "x", "9" * 30, "²"],
    "asked": ["\0", "headline " * 100],
    "draft_key": ["", "x", "\0" * 16],
    "photos-TOTAL_FORMS": ["", "x", "-1", "9" * 9, "²"],
    "photos-INITIAL_FORMS": ["7", "x", ""],
    "photos-0-id": ["x", "9" * 30, "²"],
    "photos-0-picture": ["x", "9" * 30, "²"],
    "photos-0-number": ["x", "-1", "9" * 30],
    "photos-lead": ["photos-99", "\0"],
    "notes-TOTAL_FORMS": ["x", ""],
    "conflicts": ["x", "9" * 30, "3"],
    "newest": ["x"],
    "preflight_seen": ["\0"],
    "saved_key": ["\0", "x" * 100],
    "restore": ["x"],
    "a_field_of_tomorrow": ["слова"],
}


@pytest.fixture
def anna():
    return User.objects.create_superuser("anna", password="anna-anna-1")


@pytest.fixture
def desk(client, anna):
    client.force_login(anna)
    client.raise_request_exception = True
    return client


@pytest.fixture
def article(anna):
    article = make_article(
        "Лёд на реке", lead="Вводка", body="<p>Тихо.</p>", hashtags=["река"], status="draft", publish_at=None
    )
    make_photo(article, Picture.objects.take_in(picture_file(), by=anna), caption="Мост")
    article.settle_photos()
    article.keep_revision(anna)
    return article


def form_of(article):
    """All that the form of the article posts, with the words of its texts changed."""
    photo = article.photos.get()
    return {
        "base": str(article.newest_revision.number),
        "asked": "headline kicker lead body section also_in hashtags authors",
        "draft_key": KEY,
        "headline": "Лёд тронулся",
        "kicker": "Река",
        "lead": "Новая вводка",
        "body": "<p>Новые слова.</p>",
        "language": "ru",
        "status": "draft",
        "section": str(article.section_id),
        "hashtags": "#лёд",
        "source_line": "По данным акимата",
        "format": "",
        "age_mark": "",
        "photos-TOTAL_FORMS": "1",
        "photos-INITIAL_FORMS": "1",
        "photos-0-id": str(photo.pk),
        "photos-0-article": str(article.pk),
        "photos-0-picture": str(photo.picture_id),
        "photos-0-caption": "Мост утром",
        "photos-0-number": "1",
        "photos-lead": "photos-0",
        "notes-TOTAL_FORMS": "0",
        "notes-INITIAL_FORMS": "0",
    }


def without(form, part):
    return {name: value for name, value in form.items() if name != part and not name.startswith(f"{part}-")}


def somebody_saves(article):
    Article.objects.filter(pk=article.pk).update(source_line="Пресс-служба")
    article.keep_revision(None)


def value_of(article, name):
    return sorted(tag.name for tag in article.hashtags.all()) if name == "hashtags" else getattr(article, name)


def is_kept(answer, what="Новые слова."):
    """Tell whether what was typed is in the article now, or on the page that came instead and at the server."""
    body = Article.objects.get().body.replace("\xa0", " ")
    shown = what in answer.text.replace("&nbsp;", " ").replace("\xa0", " ")
    unsaved = any(what in kept.value("body") for kept in Autosave.objects.pending())
    return what in body or (answer.status_code < 500 and shown and unsaved)


def post(desk, article, form):
    return desk.post(f"/admin/articles/article/{article.pk}/change/", form, follow=True)


@pytest.mark.parametrize("is_late", [False, True])
@pytest.mark.parametrize("part", PARTS)
def test_a_form_without_a_part_of_the_page_loses_nothing(desk, article, part, is_late):
    form = without(form_of(article), part)
    if is_late:
        somebody_saves(article)

    answer = post(desk, article, form)

    assert is_kept(answer)
    assert article.photos.count() == 1


@pytest.mark.parametrize("name", FIELDS)
def test_a_form_older_than_a_field_leaves_that_field_alone(desk, article, name):
    former = value_of(article, name)

    form = without(form_of(article), name)
    form["asked"] = form["asked"].replace(name, "")
    post(desk, article, form)

    saved = Article.objects.get()
    assert saved.headline == "Лёд тронулся"
    assert value_of(saved, name) == former


@pytest.mark.parametrize(("name", "value"), [(name, value) for name, values in JUNK.items() for value in values])
def test_a_form_with_junk_in_it_loses_nothing(desk, article, name, value):
    answer = post(desk, article, form_of(article) | {name: value})

    assert is_kept(answer)


@pytest.mark.parametrize(("name", "value"), [(name, value) for name, values in JUNK.items() for value in values])
def test_a_late_form_with_junk_in_it_loses_nothing(desk, article, name, value):
    form = form_of(article) | {"base": "1", name: value}
    somebody_saves(article)

    answer = post(desk, article, form)

    assert is_kept(answer)


@pytest.mark.parametrize("rows", ["photos", "notes"])
def test_rows_that_were_not_posted_are_not_made(desk, article, rows):
    answer = post(desk, article, form_of(article) | {f"{rows}-TOTAL_FORMS": "9" * 9})

    made = [len(inline.formset.forms) for inline in answer.context["inline_admin_formsets"]]
    assert (answer.status_code, made) == (200, [1, 0])


def test_a_form_without_the_rows_of_photos_leaves_the_photos_alone(desk, article):
    answer = post(desk, article, without(form_of(article), "photos"))

    assert answer.status_code == 200
    assert Article.objects.get().headline == "Лёд тронулся"
    assert article.photos.get().caption == "Мост"


def test_a_new_form_without_the_rows_of_photos_loses_nothing(desk):
    answer = desk.post(ADD, {"headline": "Лёд", "language": "ru", "status": "draft", "body": "<p>Новые слова.</p>"})

    assert answer.status_code == 302
    assert "Новые" in Article.objects.get().body
