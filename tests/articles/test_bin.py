"""Deleted articles rest in the bin, and nothing of them is public."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from articles.models import Article, Status
from pictures.models import Picture
from pictures.tasks import make_avif
from tests.builders import ago, make_article, make_member, make_photo

pytestmark = pytest.mark.django_db
LIST = "/admin/articles/article/"


@pytest.fixture
def erlan():
    return make_member("editor", first_name="Ерлан")


@pytest.fixture
def desk(client, erlan):
    client.force_login(erlan)
    return client


def binned(**fields):
    return make_article("Старая", **{"status": "withdrawn", "deleted_at": ago(days=3)} | fields)


def test_deleting_asks_and_puts_in_the_bin(desk, erlan):
    article = make_article("Мост")

    asked = desk.get(f"{LIST}{article.pk}/delete/")
    assert "«Мост»" in asked.text or "“Мост”" in asked.text
    desk.post(f"{LIST}{article.pk}/delete/", {"post": "yes"})

    article.refresh_from_db()
    assert (article.deleted_by, article.days_left, article.is_public) == (erlan, 30, False)
    assert not Article.objects.at_desk_of(erlan).exists()
    assert not Article.objects.published().exists()


def test_deleting_several_asks_and_puts_them_in_the_bin(desk):
    one, other = make_article("Мост"), make_article("Лёд")
    chosen = {"action": "delete_selected", "_selected_action": [one.pk, other.pk]}

    asked = desk.post(LIST, chosen)
    assert Article.objects.kept().count() == 2
    assert 'value="delete_selected"' in asked.text
    desk.post(LIST, chosen | {"post": "yes"})

    assert Article.objects.in_bin().count() == 2


def test_a_second_click_finds_it_deleted_and_brought_back(desk):
    article = make_article("Мост")

    deleted = [desk.post(f"{LIST}{article.pk}/delete/", {"post": "yes"}) for _click in range(2)]
    assert [answer.url for answer in deleted] == [LIST, LIST]
    back = [desk.post(f"{LIST}{article.pk}/out-of-bin/") for _click in range(2)]

    assert [answer.status_code for answer in back] == [302, 302]
    assert Article.objects.get().deleted_at is None


@pytest.mark.parametrize("number", ["9" * 5000, "-1", "x", "1/2"])
def test_what_is_no_number_is_not_deleted(desk, number):
    assert desk.post(f"{LIST}{number}/delete/", {"post": "yes"}).status_code == 404


def test_what_comes_back_is_not_public_by_itself(desk):
    article = make_article("Мост")
    desk.post(f"{LIST}{article.pk}/delete/", {"post": "yes"})

    desk.post(f"{LIST}{article.pk}/out-of-bin/")

    article.refresh_from_db()
    assert (article.deleted_at, article.status) == (None, Status.WITHDRAWN)


def test_it_frees_its_pair(erlan):
    russian, kazakh = make_article("Мост"), make_article("Көпір", language="kk")
    russian.pair_with(kazakh)

    russian.put_in_bin(erlan)

    kazakh.refresh_from_db()
    assert kazakh.pair is None


def test_hashtags_do_not_count_it(desk):
    binned(hashtags=["мост"])
    make_article("Мост", hashtags=["мост"])

    answer = desk.get("/admin/articles/hashtag/suggest/", {"q": "мост"})

    assert answer.json() == {"hashtags": [{"name": "мост", "number": 1}]}


def test_the_bin_lists_how_long_each_has(desk):
    binned()

    text = desk.get(f"{LIST}bin/").text

    assert "Старая" in text
    assert "<td>27</td>" in text


@pytest.mark.parametrize("tail", ["change/", "history/", "delete/"])
def test_what_is_in_the_bin_is_nowhere_else_at_the_desk(desk, tail):
    assert desk.get(f"{LIST}{binned().pk}/{tail}").status_code == 404


def test_a_reporter_brings_back_what_is_theirs_only(client, erlan):
    aigul = make_member("reporter")
    own, other = binned(created_by=aigul), binned(created_by=erlan)
    client.force_login(aigul)

    answers = [client.post(f"{LIST}{article.pk}/out-of-bin/").status_code for article in (own, other)]

    assert answers == [302, 404]
    assert list(Article.objects.in_bin()) == [other]


def test_only_a_chief_deletes_for_good(client, desk):
    article = binned()

    assert desk.post(f"{LIST}{article.pk}/delete-for-good/").status_code == 403
    client.force_login(make_member("chief"))
    assert "Старая" in client.get(f"{LIST}{article.pk}/delete-for-good/").text
    client.post(f"{LIST}{article.pk}/delete-for-good/")

    assert not Article.objects.exists()


def test_what_is_not_in_the_bin_is_not_deleted_for_good(client):
    article = make_article()
    client.force_login(make_member("chief"))

    assert client.post(f"{LIST}{article.pk}/delete-for-good/").status_code == 404


def test_deleting_for_good_frees_the_pictures_that_nothing_else_shows():
    article = binned(photos=2)
    shared = article.photos.first().picture
    make_photo(make_article("Другая"), picture=shared)

    article.delete_for_good()

    assert list(Picture.objects.all()) == [shared]


def test_what_was_taken_out_of_the_bin_meanwhile_is_not_deleted_for_good(erlan):
    article = binned()
    opened_by_a_chief = Article.objects.get()
    article.take_out_of_bin(erlan)

    assert opened_by_a_chief.delete_for_good() is False
    assert Article.objects.get() == article


def test_what_another_deleted_for_good_stays_deleted(erlan):
    article = binned()
    opened = [Article.objects.get() for _person in range(2)]
    article.delete_for_good()

    assert opened[0].delete_for_good() is False
    with pytest.raises(ValidationError):
        opened[1].take_out_of_bin(erlan)


def tidy():
    call_command("tidy", stdout=StringIO())


def test_tidying_empties_the_bin_after_thirty_days():
    young = binned(deleted_at=ago(days=29))
    binned(deleted_at=ago(days=30, minutes=1))
    kept = make_article()

    tidy()
    tidy()

    assert set(Article.objects.all()) == {young, kept}


def running(since, workers):
    task = make_avif.enqueue(0)
    rows = DBTaskResult.objects.filter(pk=task.id)
    rows.update(status="RUNNING", started_at=timezone.now() - since, worker_ids=workers)
    return rows


def test_tidying_takes_up_a_task_whose_worker_died():
    lost = running(timedelta(minutes=31), ["one"])
    at_work = running(timedelta(minutes=29), ["one"])

    tidy()

    assert (lost.get().status, at_work.get().status) == ("READY", "RUNNING")


def test_tidying_gives_up_a_task_that_took_three_workers_with_it():
    deadly = running(timedelta(hours=1), ["one", "two", "three"])

    tidy()

    assert deadly.get().status == "FAILED"
