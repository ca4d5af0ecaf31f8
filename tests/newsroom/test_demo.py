"""The demonstration paper, loaded into an empty site as anybody would."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.db import transaction
from django.test import override_settings

from articles.models import Article, Hashtag, Publication, Section, Status
from comments.models import Comment
from corrections.models import Ticket


def load(*options):
    said = StringIO()
    call_command("demo", *options, stdout=said)
    return said.getvalue()


@pytest.fixture(scope="module")
def loaded(django_db_setup, django_db_blocker, tmp_path_factory):
    """The data folder of a site that the paper was loaded into once, for all tests that only look at it."""
    data = tmp_path_factory.mktemp("demo")
    folders = override_settings(DATA_DIR=data, MEDIA_ROOT=data / "media")
    with django_db_blocker.unblock(), transaction.atomic(), folders:
        load()
        yield data
        transaction.set_rollback(True)


@pytest.fixture
def paper(loaded, db):
    return loaded


def test_it_fills_an_empty_site_in_both_languages(paper):
    published = Article.objects.published()

    assert published.in_language("ru").count() >= 40
    assert published.in_language("kk").count() >= 24
    assert published.filter(pair__isnull=False).count() >= 28
    assert {story.section for story in published} == set(Section.objects.all())
    assert Publication.current().motto_kk == "Тасөткел мен Ертіс өңірінің жаңалықтары"


def test_it_has_something_in_every_state(paper):
    assert set(Article.objects.values_list("status", flat=True)) == set(Status)
    assert sum(article.is_due for article in Article.objects.all()) == 1


def test_it_pins_four_stories_to_each_front(paper):
    places = Article.objects.published().pinned()

    assert [story.front_place for story in places.in_language("ru")] == [1, 2, 3, 4]
    assert [story.front_place for story in places.in_language("kk")] == [1, 2, 3, 4]


def test_readers_talk_in_both_editions(paper):
    assert set(Comment.objects.shown().values_list("article__language", flat=True)) == {"ru", "kk"}
    assert Comment.objects.get(text__startswith="Перила").article.discussion.count == 4


def test_readers_have_found_mistakes_at_words_that_stand_there(paper):
    tickets = Ticket.objects.waiting().trusted()

    assert tickets.anchored().count() == 3
    assert all(ticket.words[ticket.start : ticket.end] == ticket.quote for ticket in tickets.anchored())
    assert set(tickets.values_list("article__language", flat=True)) == {"ru", "kk"}
    assert tickets.filter(block="").count() == 1


def test_photos_in_the_text_are_the_articles_own(paper):
    report = Article.objects.get(headline__startswith="Год одной реки")

    assert report.photos.count() == 9
    assert report.lead_photo.number == 1
    assert report.photos_after_text == []


def test_the_regions_two_names_lead_to_one_page(paper):
    assert Hashtag.objects.named("Ертіс_өңірі").head == Hashtag.objects.named("Приертисье")


def test_its_editor_may_enter_the_desk_with_the_kept_password(paper, client):
    name, password = (paper / "demo_login").read_text().split()

    client.post("/admin/login/", {"username": name, "password": password})

    assert client.get("/admin/").context["user"].is_superuser


def test_it_changes_nothing_the_second_time(paper):
    before = list(Article.objects.values_list("pk", "saved_at"))

    said = load()

    assert "already" in said
    assert list(Article.objects.values_list("pk", "saved_at")) == before
