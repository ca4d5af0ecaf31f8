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


def saved_again(article, by):
    Article.objects.filter(pk=article.pk).update(lead=f"Вводка {article.revisions.count()}.")
    article.keep_revision(by)


def test_unsaved_text_waits_until_somebody_saves_over_it(desk, anna):
    article = make_article()
    article.keep_revision(anna)
    text = Autosave.objects.keep(anna, "key-1", {"headline": ["Недописанное"], "base": ["1"]}, article=article)
    before = [waiting(desk, "unsaved"), waiting(desk, "conflicts")]
    saved_again(article, anna)

    page = desk.get(PAGE).text

    assert before == [["Недописанное"], []]
    assert [waiting(desk, "unsaved"), waiting(desk, "conflicts")] == [[], ["Недописанное"]]
    assert f"/admin/articles/article/{article.pk}/change/?autosave={text.pk}" in page


@pytest.mark.parametrize(
    ("base", "is_behind"), [(["0"], True), (["x"], True), ([""], True), (["2"], False), (None, False)]
)
def test_whatever_a_form_says_of_its_version_the_page_comes(desk, anna, base, is_behind):
    article = make_article()
    article.keep_revision(anna)
    saved_again(article, anna)
    Autosave.objects.keep(anna, "key-1", {"headline": ["Моё"]} | ({"base": base} if base else {}), article=article)

    assert waiting(desk, "conflicts") == (["Моё"] if is_behind else [])


def test_a_form_opened_before_the_first_version_is_not_behind_it(desk, anna):
    article = make_article()
    Autosave.objects.keep(anna, "key-1", {"headline": ["Моё"], "base": ["0"]}, article=article)
    article.keep_revision(None)

    assert waiting(desk, "conflicts") == []


def test_conflicts_of_others_and_new_stories_are_none(desk, anna):
    article = make_article()
    article.keep_revision(anna)
    saved_again(article, anna)
    boris = User.objects.create_superuser("boris", password="boris")
    Autosave.objects.keep(boris, "key-1", {"headline": ["Чужое"], "base": ["1"]}, article=article)
    Autosave.objects.keep(anna, "key-2", {"headline": ["Новое"], "base": ["0"]})

    assert [waiting(desk, "conflicts"), waiting(desk, "unsaved")] == [[], ["Новое"]]


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
