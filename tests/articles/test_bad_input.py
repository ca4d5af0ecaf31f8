"""What people send by mistake or on purpose is answered in words."""

import pytest
from django.contrib.auth.models import Permission
from django.test import Client

from articles.models import Article, Hashtag, Section
from people.models import User
from tests.articles.test_desk import ADD, story
from tests.builders import make_article, make_section

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client):
    """A chief's browser."""
    client.force_login(User.objects.create_superuser("anna", password="anna"))
    return client


@pytest.mark.parametrize("name", ["新闻", "…", "😀"])
def test_a_section_without_letters_still_has_addresses(desk, client, name):
    for _twice in range(2):
        desk.post("/admin/articles/section/add/", {"name_ru": name, "name_kk": name})

    assert Section.objects.count() == 2
    assert "" not in Section.objects.values_list("slug_ru", flat=True)
    assert client.get("/").status_code == client.get("/kk/").status_code == 200


@pytest.mark.parametrize("name", ["ско", "С_К_О", "#Ско"])
def test_another_spelling_of_a_hashtag_is_refused_in_words(desk, name):
    Hashtag.objects.named("СКО")

    answer = desk.post("/admin/articles/hashtag/add/", {"name": name, "slug": ""})

    assert "#СКО" in str(answer.context["adminform"].form.errors["name"])
    assert Hashtag.objects.count() == 1


def test_a_hashtag_needs_no_address_of_its_own(desk):
    desk.post("/admin/articles/hashtag/add/", {"name": "мост", "slug": ""})

    assert Hashtag.objects.get().slug == "most"


@pytest.mark.parametrize("field", ["headline", "kicker", "source_line"])
def test_a_line_that_outgrows_its_room_is_refused_in_words(desk, field):
    full = "-" + "а" * (Article._meta.get_field(field).max_length - 1)

    answer = desk.post(ADD, story(**{field: full}))

    assert field in answer.context["adminform"].form.errors
    assert not Article.objects.exists()


@pytest.mark.parametrize("path", ["2026/11/" + "9" * 20, "2026/" + "9" * 20 + "/1", "9" * 20 + "/1/1"])
def test_a_day_beyond_all_calendars_does_not_exist(client, path):
    assert client.get(f"/archive/{path}/").status_code == 404


@pytest.mark.parametrize("moment", ["0001-01-01T00:00", "9999-12-31T23:59"])
def test_a_year_beyond_newspapers_is_refused_in_words(desk, moment):
    answer = desk.post(ADD, story(publish_at=moment))

    assert "publish_at" in answer.context["adminform"].form.errors


def test_somebody_who_may_only_look_sees_the_section(client):
    section = make_section()
    clara = User.objects.create_user("clara", password="clara", is_staff=True)
    clara.user_permissions.add(Permission.objects.get(codename="view_section"))
    client.force_login(clara)

    assert client.get(f"/admin/articles/section/{section.pk}/change/").status_code == 200


def test_hashtags_are_suggested_only_to_those_who_write(client):
    client.force_login(User.objects.create_user("clara", password="clara", is_staff=True))

    assert client.get("/admin/articles/hashtag/suggest/", {"q": "м"}).status_code == 403


@pytest.mark.parametrize("method", ["post", "put", "delete", "options"])
def test_a_reading_page_is_only_read(client, method):
    assert getattr(client, method)(make_article().get_absolute_url()).status_code == 405


def test_a_form_from_elsewhere_gets_our_own_page():
    answer = Client(enforce_csrf_checks=True).post("/admin/login/", {"username": "anna"})

    assert answer.status_code == 403
    assert "DEBUG" not in answer.text
