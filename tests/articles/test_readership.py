"""Readership: what counts as a reading, and what is kept of it."""

import os
from concurrent.futures import ThreadPoolExecutor
from io import StringIO
from threading import TIMEOUT_MAX, Barrier

import pytest
from django.core.management import call_command
from django.db import Error, connection, connections
from django.utils import timezone

from articles.models import Article, Readership
from articles.tally import MOST_FROM_ONE_ADDRESS, Tally, tally
from tests.builders import ago, ahead, make_article

pytestmark = pytest.mark.django_db

OURS = {"Sec-Fetch-Site": "same-origin"}
NOON = timezone.now().replace(minute=0, second=0, microsecond=0)


@pytest.fixture(name="tally")
def quiet_tally(monkeypatch):
    """The tally of this process, which writes when it is told to."""
    quiet = Tally(seconds=TIMEOUT_MAX)
    monkeypatch.setattr("articles.views.tally", quiet)
    yield quiet
    quiet.finish()


def read(client, article, **options):
    """Tell that the article is read, as its page would."""
    return client.post(f"/news/{article.pk}/read/", **{"headers": OURS} | options)


def readings(article):
    return sum(article.readership.values_list("count", flat=True))


def make_readings(article, count, **age):
    Readership.objects.create(article=article, hour=ago(**age).replace(minute=0, second=0, microsecond=0), count=count)


def test_a_reading_is_counted(client, tally):
    article = make_article()

    answer = read(client, article)
    tally.write()

    assert (answer.status_code, answer.content, answer.cookies) == (204, b"", {})
    assert readings(article) == 1


def test_many_readings_cost_one_row(client, tally, django_assert_max_num_queries):
    article = make_article()
    for n in range(20):
        read(client, article, REMOTE_ADDR=f"10.0.0.{n}")

    with django_assert_max_num_queries(6):
        tally.write()
    tally.write()

    assert [row.count for row in article.readership.all()] == [20]


def test_a_reading_writes_nothing_itself(client, tally, django_assert_num_queries):
    article = make_article()

    with django_assert_num_queries(1):
        read(client, article)


def test_the_address_stands_in_both_editions(client, tally):
    article = make_article(language="kk")

    client.post(f"/kk/news/{article.pk}/read/", headers=OURS)
    tally.write()

    assert readings(article) == 1


def test_one_address_counts_only_so_often_within_an_hour(client, tally):
    article, other = make_article(), make_article()
    for _ in range(MOST_FROM_ONE_ADDRESS + 5):
        read(client, article)
    read(client, article, REMOTE_ADDR="10.0.0.2")
    read(client, other)

    tally.write()

    assert readings(article) == MOST_FROM_ONE_ADDRESS + 1
    assert readings(other) == 1


@pytest.mark.parametrize(("proxies", "counted"), [(0, MOST_FROM_ONE_ADDRESS), (1, 40), (2, MOST_FROM_ONE_ADDRESS)])
def test_an_address_is_believed_only_of_proxies_of_ours(client, tally, settings, proxies, counted):
    settings.TRUSTED_PROXIES = proxies
    article = make_article()
    for n in range(40):
        read(client, article, headers=OURS | {"X-Forwarded-For": f"10.9.9.9, 10.0.0.{n}"})

    tally.write()

    assert readings(article) == counted


@pytest.mark.parametrize(
    "headers",
    [{}, {"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"}, {"Origin": "https://evil.example"}],
)
def test_other_sites_count_nothing(client, tally, headers):
    article = make_article()

    assert read(client, article, headers=headers).status_code == 403
    tally.write()

    assert readings(article) == 0


@pytest.mark.parametrize(
    "fields",
    [{"status": "draft"}, {"status": "withdrawn"}, {"publish_at": ahead(days=1)}, {"withdraw_at": ago(hours=0)}],
)
def test_what_nobody_may_read_counts_nothing(client, tally, fields):
    article = make_article(**{"publish_at": ago(hours=2)} | fields)

    assert read(client, article).status_code == 404
    tally.write()

    assert readings(article) == 0


@pytest.mark.parametrize("pk", ["0", "4031", "9" * 40])
def test_an_unknown_number_is_404(client, tally, pk):
    answer = client.post(f"/news/{pk}/read/", headers=OURS)

    assert (answer.status_code, answer.content) == (404, b"")


def test_what_is_sent_along_is_not_read(client, tally):
    article = make_article()

    answer = read(client, article, data=b'{"count": 1000000' * 1000, content_type="application/json")
    tally.write()

    assert answer.status_code == 204
    assert readings(article) == 1


def test_looking_at_the_address_counts_nothing(client, tally):
    article = make_article()

    answer = client.get(f"/news/{article.pk}/read/", headers=OURS)
    tally.write()

    assert (answer.status_code, answer["Location"]) == (301, article.get_absolute_url())
    assert readings(article) == 0


def test_a_headline_may_read_like_the_address(client):
    article = make_article("Read")

    assert article.get_absolute_url().endswith("/read/")
    assert client.get(article.get_absolute_url()).status_code == 200


def test_the_page_asks_for_it_in_the_same_words_for_everybody(client, admin_client):
    article = make_article()

    page = client.get(article.get_absolute_url())

    assert f'data-address="/news/{article.pk}/read/"' in page.text
    assert page.text == admin_client.get(article.get_absolute_url()).text
    assert page.cookies == {}


def test_a_preview_is_no_reading(admin_client):
    article = make_article()
    rows = {f"{rows}-{count}_FORMS": 0 for rows in ("photos", "notes") for count in ("TOTAL", "INITIAL")}
    form = {"headline": "Мост", "language": "ru", "status": "draft", "section": article.section_id} | rows

    page = admin_client.post(f"/admin/articles/article/{article.pk}/preview/", form)

    assert '<article class="article"' in page.text
    assert "article-reading" not in page.text


def test_readings_of_a_deleted_article_are_left_out(client, tally):
    gone, stays = make_article(), make_article()
    read(client, gone)
    read(client, stays)
    gone.delete()

    tally.write()

    assert readings(stays) == 1
    assert Readership.objects.count() == 1


def test_what_the_database_does_not_take_waits(client, tally, caplog):
    article = make_article()
    read(client, article)

    with connection.execute_wrapper(refuse):
        tally.write()
    read(client, article)
    tally.write()

    assert readings(article) == 2
    assert "the disk is full" in caplog.text


def refuse(*_):
    raise Error("the disk is full")


@pytest.mark.django_db(transaction=True)
def test_its_own_thread_writes_at_the_end(client, tally):
    article = make_article()
    read(client, article)

    tally.finish()

    assert readings(article) == 1


@pytest.mark.django_db(transaction=True)
def test_several_writers_lose_nothing():
    articles = [make_article(f"Новость {n}") for n in range(3)]
    together = Barrier(4)

    def write(turn):
        together.wait()
        try:
            for _ in range(5):
                Readership.objects.add({(article.pk, NOON): 2 for article in articles[:: 1 if turn % 2 else -1]})
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as writers:
        list(writers.map(write, range(4)))

    assert [readings(article) for article in articles] == [40, 40, 40]
    assert Readership.objects.count() == 3


def test_a_process_split_from_another_begins_at_nothing():
    tally._waiting[1, NOON] = 5

    child = os.fork()
    if not child:
        os._exit(len(tally._waiting))
    _pid, status = os.waitpid(child, 0)

    assert os.waitstatus_to_exitcode(status) == 0
    assert tally._waiting.pop((1, NOON)) == 5


def test_the_most_read_come_first_and_only_of_the_time_asked_for():
    little, much, long_ago = make_article("Мало"), make_article("Много"), make_article("Давно")
    make_article("Никто")
    make_readings(little, 3, hours=1)
    make_readings(little, 4, hours=30)
    make_readings(much, 2, hours=1)
    make_readings(much, 2, hours=22)
    make_readings(long_ago, 9, hours=30)

    rows = Article.objects.most_read(ago(days=1))

    assert [(row.headline, row.readings) for row in rows] == [("Много", 4), ("Мало", 3)]


def test_most_read_counts_once_what_a_query_joins_twice():
    article = make_article(hashtags=["мост", "река"])
    make_readings(article, 3, hours=1)

    rows = Article.objects.filter(taggings__isnull=False).distinct().most_read(ago(days=1))

    assert [row.readings for row in rows] == [3]


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("ru", ["прочитали 5 раз", "прочитали 2 раза", "прочитали 1 раз"]),
        ("kk", ["5 рет оқылды", "2 рет оқылды", "1 рет оқылды"]),
    ],
)
def test_the_desk_shows_it_in_both_languages(admin_client, language, words):
    for number in (1, 2, 5):
        make_readings(make_article(f"Новость {number}"), number, hours=1)
    make_readings(make_article("Снята", status="withdrawn"), 7, hours=1)
    admin_client.cookies["desk_language"] = language

    text = admin_client.get("/admin/").text
    section = text[text.index('id="today-most-read"') :]

    assert [section.index(word) for word in words] == sorted(section.index(word) for word in words)
    assert "Снята" not in section.split("</section>")[0]


def test_tidying_forgets_old_hours():
    article = make_article()
    make_readings(article, 1, days=91)
    make_readings(article, 2, days=89)

    call_command("tidy", stdout=StringIO())

    assert readings(article) == 2
