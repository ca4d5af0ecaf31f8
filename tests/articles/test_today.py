"""The desk's first page: what waits for one person."""

import pytest
from django.contrib.auth.models import Group

from articles.models import Article, Autosave
from people.models import User
from tests.builders import ahead, make_article

pytestmark = pytest.mark.django_db

PAGE = "/admin/"


@pytest.fixture
def anna():
    """Anna is the chief: everything waits for her."""
    return User.objects.create_superuser("anna", password="anna")


@pytest.fixture
def desk(client, anna):
    client.force_login(anna)
    return client


def waiting(client, name):
    """The rows of one list of the first page, as text."""
    return [str(row) for row in client.get(PAGE).context["today_at_desk"][name].rows]


def test_what_is_due_and_in_review_waits(desk):
    make_article("Завтрашняя", publish_at=ahead(days=1))
    make_article("Уходит завтра", withdraw_at=ahead(days=1))
    make_article("Проверка", status="in_review")
    make_article("Вышедшая")

    assert waiting(desk, "due") == ["Уходит завтра", "Завтрашняя"]
    assert waiting(desk, "in_review") == ["Проверка"]


def test_only_my_own_drafts_are_mine(desk, anna):
    make_article("Моя", status="draft", created_by=anna)
    make_article("Чужая", status="draft")

    assert waiting(desk, "drafts") == ["Моя"]


def test_a_note_to_the_author_is_told(desk, anna):
    article = make_article("Моя", status="in_review", created_by=anna)
    article.send_back(by=anna, note="Уточните цену.")

    row = desk.get(PAGE).context["today_at_desk"]["drafts"].rows[0]

    assert row.noted_at is not None


def test_unsaved_text_is_told_and_that_somebody_saved_since(desk, anna):
    article = make_article()
    article.keep_revision(anna)
    Autosave.objects.keep(anna, "key-1", {"headline": ["Недописанное"], "base": ["1"]}, article=article)
    before = desk.get(PAGE).text
    article.lead = "Иначе."
    article.save()
    article.keep_revision(anna)

    after = desk.get(PAGE).text

    assert "Недописанное" in before
    assert 'class="behind"' not in before
    assert 'class="behind"' in after


def test_a_reporter_sees_nothing_of_others(client, anna):
    make_article("Чужой черновик", status="draft", created_by=anna)
    make_article("Чужая на проверке", status="in_review", created_by=anna)
    make_article("Чужая завтрашняя", publish_at=ahead(days=1), created_by=anna)
    boris = User.objects.create_user("boris", password="boris", is_staff=True)

    boris.groups.add(Group.objects.get(name="reporter"))
    client.force_login(boris)

    text = client.get(PAGE).text

    assert "Чуж" not in text


def test_the_page_takes_few_queries(desk, anna, django_assert_max_num_queries):
    for n in range(12):
        make_article(f"Черновик {n}", status="draft", created_by=anna)
        make_article(f"Проверка {n}", status="in_review")
        make_article(f"План {n}", publish_at=ahead(days=1))
    assert Article.objects.count() == 36

    with django_assert_max_num_queries(24):
        desk.get(PAGE)
