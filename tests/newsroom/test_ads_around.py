"""Ads on the pages of other rooms: beside articles, on the front page, in the masthead."""

import re

import pytest
from django.core.cache import cache

from classifieds.beside import IN_RAIL, ON_FRONT
from classifieds.models import State
from tests.builders import ago, make_article, make_picture, make_section
from tests.classifieds.building import make_ad, make_category

pytestmark = pytest.mark.django_db
BLOCK = re.compile(r'<section aria-labelledby="ads-beside">(.*?)</section>', re.S)
SHOWCASE = re.compile(r'<section class="showcase".*?</section>', re.S)


@pytest.fixture(autouse=True)
def _nothing_kept():
    cache.clear()


def beside(client, **fields):
    found = BLOCK.search(client.get(make_article(**fields).get_absolute_url()).text)
    return found[1] if found else ""


@pytest.mark.parametrize("kept", ["{0.slug_ru}", "sport, {0.slug_kk}"])
def test_an_article_stands_beside_the_ads_of_its_section(client, kept):
    section = make_section("Дороги")
    cars = make_category("Авто", parent=make_category("Транспорт", sections=kept.format(section)))
    make_ad("Диван", category=make_category("Дом"))
    make_ad("Лада", category=cars, bumped_at=ago(days=3))
    html = beside(client, section=section)

    assert html.index("Лада") < html.index("Диван")
    assert "850\u00a0000\u00a0₸" in html


def test_other_sections_have_the_newest(client):
    make_category("Авто", sections="avto")
    for number in range(IN_RAIL + 1):
        make_ad(f"Вещь {number}", bumped_at=ago(hours=number))
    html = beside(client)

    assert "Вещь 0" in html
    assert html.count("<li>") == IN_RAIL


def test_only_what_is_live_stands_there_and_no_phone(client):
    make_ad("Продан", state=State.SOLD)
    make_ad("Истёк", ends_at=ago(seconds=1))
    assert beside(client) == ""

    make_ad("Стол", is_business=True)
    html = beside(client)
    assert "Реклама" in html
    assert "7010000000" not in html


def test_the_front_page_counts_them_and_shows_the_newest_with_pictures(client):
    picture = make_picture()
    for number in range(ON_FRONT + 1):
        make_ad(f"Вещь {number}", lead_picture=picture, approved_at=ago(), bumped_at=ago(hours=number))
    make_ad("Без снимка", approved_at=ago())
    make_ad("Давно", lead_picture=picture, approved_at=ago(days=3), bumped_at=ago(days=3))
    html = SHOWCASE.search(client.get("/").text)[0]

    assert "9 объявлений, 8 сегодня" in html
    assert html.count("<li>") == ON_FRONT
    assert "Вещь 0" in html
    assert "Без снимка" not in html
    assert 'href="/ads/new/"' in html
    assert "Хабарландыру беру" in SHOWCASE.search(client.get("/kk/").text)[0]


def test_without_ads_there_is_no_block(client):
    assert not SHOWCASE.search(client.get("/").text)


@pytest.mark.parametrize(
    "path", ["/ads/", "/kk/ads/", "/ads/new/", "/ads/favourites/", "/kk/ads/mine/", "/ads/rules/"]
)
def test_all_pages_of_ads_are_marked_in_the_masthead(client, path):
    assert re.search(r'href="(/kk)?/ads/" aria-current="true"', client.get(path).text)


def test_other_pages_are_not(client):
    assert not re.search(r'/ads/" aria-current', client.get("/").text)
