"""The history page: who saved what when, in words, and the way back."""

import pytest
from django.test import Client

from articles.models import Article
from people.models import User
from tests.builders import ago, make_article, make_hashtag, make_member, make_photo, make_section
from tests.meanwhile import just_before

pytestmark = pytest.mark.django_db


@pytest.fixture
def anna():
    return User.objects.create_superuser("anna", password="anna-anna-1", first_name="Анна")


@pytest.fixture
def desk(client, anna):
    client.force_login(anna)
    return client


def history(article, question=""):
    return f"/admin/articles/article/{article.pk}/history/{question}"


def restore(article, number):
    return f"/admin/articles/article/{article.pk}/history/{number}/restore/"


def changed(article, by, **fields):
    with article.revising(by):
        stored = Article.objects.get(pk=article.pk)
        for name, value in fields.items():
            setattr(stored, name, value)
        stored.save()


@pytest.fixture
def article(anna):
    """Three versions: as found, with another headline, with another text."""
    article = make_article("Мост закрыт", body="<p>Раз.</p><p>Два <strong>слова</strong>.</p>", photos=1)
    changed(article, anna, headline="Мост открыт")
    changed(article, anna, body="<p>Раз.</p><p>Три слова.</p>")
    return article


def test_it_lists_who_saved_what(desk, article):
    versions = desk.get(history(article)).text.split("<tbody>")[1]

    assert versions.count('<th scope="row">') == 3
    assert versions.count("Анна") == 2


def test_it_compares_the_newest_with_the_one_before(desk, article):
    page = desk.get(history(article)).text

    assert "</span>Два </del>" in page
    assert "</span>Три </ins>" in page
    assert "закрыт" not in page.split("history-list")[0]


def test_it_compares_any_two(desk, article):
    page = desk.get(history(article, "?old=1&new=3")).text

    assert "закрыт</del>" in page
    assert "открыт</ins>" in page
    assert "</span>Три </ins>" in page


def test_it_shows_text_and_not_its_source(desk, article):
    page = desk.get(history(article, "?old=1&new=3")).text

    assert "&lt;p&gt;" not in page
    assert "&lt;strong&gt;" not in page


@pytest.mark.parametrize("question", ["?new=99", "?new=x&old=-1", "?new=1", "?new=²&p=x", "?p=7"])
def test_it_takes_any_question(desk, article, question):
    assert desk.get(history(article, question)).status_code == 200


def test_it_names_sections_and_photos(desk, anna, article):
    with article.revising(anna):
        make_photo(article, caption="Новое фото")
        Article.objects.filter(pk=article.pk).update(section=make_section("Спорт"))

    page = desk.get(history(article)).text

    assert "Новое фото" in page
    assert "Спорт" in page
    assert "<img src=" in page.split("comparison-photos")[1]


def test_it_tells_of_notes_to_readers(desk, anna, article):
    with article.revising(anna):
        first = article.notes.create(kind="corrected", text="Мост сдадут в мае.")
    with article.revising(anna):
        first.text = "Мост сдадут в июне."
        first.save()
    with article.revising(anna):
        first.delete()

    pages = [desk.get(history(article, f"?new={number}")).text.split("history-list")[0] for number in (4, 5, 6)]

    assert ["Исправлено" in page for page in pages] == [True, True, True]
    assert "</span>мае</del>" in pages[1]
    assert "</span>июне</ins>" in pages[1]
    assert "июне.</del>" in pages[2]
    assert "примечания для читателей" in desk.get(history(article)).text.split("<tbody>")[1]


def test_bringing_back_leaves_notes_and_status_alone_and_does_not_show_them(desk, anna, article):
    with article.revising(anna):
        article.notes.create(kind="corrected", text="Мост сдадут в мае.")
        Article.objects.filter(pk=article.pk).update(status="withdrawn")

    page = desk.get(restore(article, 1)).text
    desk.post(restore(article, 1))

    assert "в\xa0мае" not in page
    assert "comparison-fields" not in page
    assert [note.text for note in article.notes.all()] == ["Мост сдадут в\xa0мае."]
    assert article.newest_revision.snapshot["headline"] == "Мост закрыт"


def test_an_article_that_was_never_saved_at_the_desk_has_no_history_yet(desk):
    assert desk.get(history(make_article())).status_code == 200


def test_it_asks_before_it_brings_back(desk, article):
    page = desk.get(restore(article, 1))

    article.refresh_from_db()
    assert "закрыт" in page.text
    assert article.headline == "Мост открыт"


def test_it_brings_back_as_a_new_version(desk, anna, article):
    answer = desk.post(restore(article, 1), follow=True)

    article.refresh_from_db()
    newest = article.newest_revision
    assert (article.headline, article.body) == ("Мост закрыт", "<p>Раз.</p><p>Два <strong>слова</strong>.</p>")
    assert (newest.number, newest.restored_from, newest.author) == (4, 1, anna)
    assert "messagelist" in answer.text


def test_what_is_withdrawn_at_this_moment_is_not_brought_back_to_readers(desk, anna, article):
    with just_before("SAVEPOINT", None, lambda: Article.objects.get().withdraw(by=anna)):
        desk.post(restore(article, 1), {"newest": article.newest_revision.number})

    assert Article.objects.get().status == "withdrawn"


def test_what_is_saved_at_this_moment_is_asked_about(desk, anna, article):
    with just_before("SAVEPOINT", None, lambda: changed(article, anna, headline="Мост перекрыт")):
        answer = desk.post(restore(article, 1), {"newest": article.newest_revision.number})

    assert answer.status_code == 409
    assert Article.objects.get().headline == "Мост перекрыт"


def test_the_form_leads_to_the_history(desk, article):
    assert history(article) in desk.get(f"/admin/articles/article/{article.pk}/change/").text


def test_a_long_history_has_pages(desk, anna, article, django_assert_max_num_queries):
    for number in range(25):
        changed(article, anna, lead=f"Вводка {number}")

    with django_assert_max_num_queries(14):
        page = desk.get(history(article)).text

    assert "?p=2" in page
    assert page.count('<th scope="row">') == 20


@pytest.mark.parametrize("address", [history, lambda article: restore(article, 1)])
def test_somebody_who_may_not_see_articles_sees_no_history(article, address):
    stranger = Client()
    stranger.force_login(User.objects.create_user("boris", password="boris-boris-1", is_staff=True))

    assert stranger.get(address(article)).status_code in (403, 404)
    assert stranger.post(address(article)).status_code in (403, 404)
    assert article.revisions.count() == 3


@pytest.mark.parametrize("path", ["/admin/articles/article/999/history/", "/admin/articles/article/x/history/"])
def test_there_is_no_history_of_nothing(desk, path):
    assert desk.get(path).status_code == 404


def test_there_is_no_version_that_was_never_saved(desk, article):
    assert desk.get(restore(article, 99)).status_code == 404


@pytest.mark.parametrize("status", ["published", "in_review", "withdrawn"])
def test_a_reporter_brings_nothing_back_that_is_no_draft_any_more(client, status):
    aigul = make_member("reporter")
    article = make_article("Было", status="draft", publish_at=None, created_by=aigul)
    article.keep_revision(aigul)
    Article.objects.filter(pk=article.pk).update(headline="Стало", status=status, publish_at=ago(hours=1))
    article.keep_revision(None)
    client.force_login(aigul)

    answers = [client.get(restore(article, 1)), client.post(restore(article, 1))]

    article.refresh_from_db()
    assert [answer.status_code for answer in answers] == [403, 403]
    assert (article.headline, article.revisions.count()) == ("Стало", 2)


def test_a_draft_brought_back_stays_as_public_as_it_was(client):
    aigul = make_member("reporter")
    article = make_article("Было", created_by=aigul)
    article.keep_revision(None)
    Article.objects.filter(pk=article.pk).update(headline="Стало", status="draft")
    article.keep_revision(None)
    client.force_login(aigul)

    client.post(restore(article, 1))

    article.refresh_from_db()
    assert (article.headline, article.status) == ("Было", "draft")


def test_bringing_back_lives_with_hashtags_and_photos_that_are_gone(desk, anna):
    article = make_article("Было", hashtags=["мост", "форум"], photos=2)
    article.keep_revision(anna)
    make_hashtag("мост").delete()
    make_hashtag("форум").merge_into(make_hashtag("форум2026"))
    article.photos.all().delete()
    article.keep_revision(None)

    desk.post(restore(article, 1))

    names = sorted(article.hashtags.values_list("name", flat=True))
    assert (names, article.photos.count()) == (["мост", "форум"], 2)
