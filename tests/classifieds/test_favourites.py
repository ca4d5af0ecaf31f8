"""Favourites: the browser keeps them, the site draws them and counts."""

import pytest

from classifieds.favourite_views import MOST, NEWCOMERS_OF_ONE_SUBNET
from classifieds.models import Day, State
from people.models import Visitor
from tests.builders import ago
from tests.classifieds.building import make_ad

pytestmark = pytest.mark.django_db


def rows(client, *numbers):
    return client.get("/ads/favourites/rows/", {"ads": ",".join(map(str, numbers))}).text


def keep(client, ad, **headers):
    return client.post(f"/ads/{ad.pk}/kept/", HTTP_SEC_FETCH_SITE="same-origin", **headers)


@pytest.mark.parametrize(
    ("path", "words"), [("/ads/favourites/", "Избранное"), ("/kk/ads/favourites/", "Таңдаулылар")]
)
def test_the_page_is_the_same_for_everybody_and_says_what_it_needs(client, path, words):
    answer = client.get(path)

    assert f"<h1>{words}</h1>" in answer.text
    assert "JavaScript" in answer.text
    assert not answer.cookies
    assert "noindex" in answer.text


def test_rows_come_in_the_order_that_is_asked(client):
    first, second = make_ad("Диван"), make_ad("Шкаф")
    html = rows(client, second.pk, first.pk)

    assert html.index("Шкаф") < html.index("Диван")
    assert html.count("<li ") == 2


@pytest.mark.parametrize(
    ("state", "fields", "words"),
    [
        (State.SOLD, {}, "Продано."),
        (State.EXPIRED, {}, "Объявление закрыто."),
        (State.LIVE, {"ends_at": ago(days=1)}, "Объявление закрыто."),
        (State.SOLD, {"closed_at": ago(days=61)}, "больше нет"),
        (State.HIDDEN, {}, "больше нет"),
        (State.ARCHIVED, {}, "больше нет"),
        (State.REVIEW, {}, "больше нет"),
    ],
)
def test_what_is_over_says_so(client, state, fields, words):
    ad = make_ad("Диван", state=state, **fields)
    html = rows(client, ad.pk)

    assert words in html
    assert ("Диван" in html) == (words != "больше нет")


@pytest.mark.parametrize("text", ["", "x", "1,,x", "²", "9" * 40, "-1", "0", "1" * 5000, "7;8"])
def test_no_numbers_are_bad_enough(client, text):
    assert client.get("/ads/favourites/rows/", {"ads": text}).status_code == 200


def test_so_many_and_no_more(client):
    assert rows(client, *range(1, MOST + 50)).count("<li ") == MOST


def test_rows_are_in_no_cache_and_no_index(client):
    answer = client.get("/ads/favourites/rows/?ads=1")

    assert "no-store" in answer.headers["Cache-Control"]
    assert answer.headers["X-Robots-Tag"] == "noindex"


def test_a_visitor_counts_once_a_day(client):
    ad = make_ad()
    for _ in range(3):
        assert keep(client, ad).status_code == 204

    assert Day.objects.get(ad=ad).favourites == 1
    assert Visitor.objects.count() == 1


def test_another_visitor_counts_too(client):
    ad = make_ad()
    keep(client, ad)
    client.cookies.clear()
    keep(client, ad)

    assert Day.objects.get(ad=ad).favourites == 2


def test_who_throws_the_cookie_away_stops_counting(client):
    ad = make_ad()
    for number in range(NEWCOMERS_OF_ONE_SUBNET + 5):
        client.cookies.clear()
        assert keep(client, ad, HTTP_X_FORWARDED_FOR=f"8.8.{number}.1").status_code == 204

    assert Day.objects.get(ad=ad).favourites == NEWCOMERS_OF_ONE_SUBNET
    assert Visitor.objects.count() == NEWCOMERS_OF_ONE_SUBNET


def test_another_site_counts_nothing(client):
    ad = make_ad()

    assert client.post(f"/ads/{ad.pk}/kept/", HTTP_SEC_FETCH_SITE="cross-site").status_code == 403
    assert client.get(f"/ads/{ad.pk}/kept/").status_code == 405
    assert keep(client, make_ad(state=State.SOLD)).status_code == 404
    assert not Day.objects.exists()


def test_every_card_and_page_has_its_heart(client):
    ad, other = make_ad("Диван"), make_ad("Шкаф")

    assert f'data-ad="{ad.pk}"' in client.get("/ads/").text
    html = client.get(ad.get_absolute_url()).text
    assert f'data-ad="{ad.pk}"' in html
    assert f'data-ad="{other.pk}"' in html
