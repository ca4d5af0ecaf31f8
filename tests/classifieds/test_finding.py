"""Lists of ads: what is asked, counted, sorted and paged."""

import pytest
from django.core.cache import cache
from django.http import QueryDict
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from classifieds.facets import counts_of, facets_of
from classifieds.finding import Question
from classifieds.models import State
from paging.keyset import page_of
from tests.builders import ago, ahead, make_picture
from tests.classifieds.building import make_ad, make_category, make_field, make_place

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _nothing_kept():
    cache.clear()


@pytest.fixture
def cars():
    transport = make_category("Транспорт", slug="transport")
    cars = make_category("Авто", slug="cars", parent=transport)
    make_field(transport, "year")
    make_field(cars, "in", "choice", options=("lada", "kia"))
    make_field(cars, "cleared", "yes_no")
    return cars


def titles(question):
    return sorted(question.ads().values_list("title", flat=True))


def asked(query, category=None, place=None):
    return Question.read(category, place, query)


def test_a_category_brings_what_stands_within_it(cars):
    make_ad("ВАЗ", category=cars)
    make_ad("Диван", category=make_category("Дом"))

    assert titles(asked("", cars.parent)) == ["ВАЗ"]


def test_a_place_brings_what_lies_within_it():
    region = make_place("СКО")
    make_ad("Изба", place=make_place("Мамлютка", parent=region))
    make_ad("Дом", place=make_place("Астана"))

    assert titles(asked("", place=region)) == ["Изба"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("from=500&to=1%20500%20₸", ["Дёшево"]),
        ("kind=free", ["Даром"]),
        ("photo=1", ["Дорого"]),
        ("who=business", ["Дорого"]),
        ("f.year.from=2010", ["Дорого"]),
        ("f.year.to=2009&f.in=lada", ["Дёшево"]),
        ("f.cleared=1", ["Дорого"]),
        ("q=дешево", ["Дёшево"]),
        ("q=<script>&from=abc&kind=gift&who=me&sort=up&f.year.from=-1&f.in=x", []),
    ],
)
def test_filters_of_every_kind(cars, query, found):
    make_ad("Дёшево", category=cars, price=1000, fields={"year": 2005, "in": "lada"}, text="Звоните")
    picture = make_picture()
    told = {"year": 2015, "in": "kia", "cleared": True}
    make_ad(
        "Дорого", category=cars, price=9_000_000, fields=told, is_business=True, lead_picture=picture, text="Звоните"
    )
    make_ad("Даром", category=cars, price=None, price_kind="free", text="Звоните")

    assert titles(asked(query, cars)) == found


def test_what_makes_no_sense_is_left_out(cars):
    assert asked("from=abc&kind=gift&who=me&sort=up&f.year.from=-1&f.in=x&photo=", cars).is_plain


def test_a_sold_one_is_not_found():
    make_ad("Продан", state=State.SOLD)
    make_ad("Истёк", ends_at=ago(seconds=1))

    assert titles(asked("")) == []


def test_each_facet_leads_to_as_many_as_it_says(cars):
    for number in range(12):
        make_ad(
            f"Авто {number}",
            category=cars if number % 3 else cars.parent,
            fields={"in": "lada" if number % 2 else "kia"},
            price_kind="fixed" if number % 4 else "negotiable",
            is_business=number % 5 == 0,
        )
    for question in (asked(""), asked("", cars), asked("who=private", cars.parent)):
        facets = facets_of(question, counts_of(question))
        assert facets
        for facet in facets:
            for _words, number, narrower in facet.choices:
                assert narrower.ads().count() == number


def test_what_another_categorys_ads_tell_falls_away(cars):
    assert asked("f.in=lada&q=ваз", cars).within(make_category("Дом")).query == "q=%D0%B2%D0%B0%D0%B7"


def test_a_page_shows_promoted_ones_first_and_once(client):
    make_ad("Обычное")
    make_ad("Особое", bumped_at=ago(days=5), promoted_until=ahead(days=1))

    html = client.get("/ads/").content.decode()

    assert html.index("Особое") < html.index("Обычное")
    assert html.count("Особое</a>") == 1
    assert "Реклама" in html


@pytest.mark.parametrize("path", ["/ads/nowhere/", "/ads/in/nowhere/", "/ads/?older=x", "/ads/?sort=cheap&older=-"])
def test_what_does_not_exist_is_not_found(client, path):
    make_ad()

    assert client.get(path).status_code == 404


def test_robots_get_plain_pages_alone(client, cars):
    make_ad(category=cars)

    assert "noindex" not in client.get("/ads/cars/").content.decode()
    assert "noindex" in client.get("/ads/cars/?photo=1").content.decode()
    assert 'hreflang="kk"' in client.get("/kk/ads/cars/").content.decode()


@pytest.mark.django_db(transaction=True)
def test_queries_stay_few(client, cars, django_assert_max_num_queries):
    for number in range(40):
        make_ad(f"Авто {number}", category=cars, lead_picture=make_picture() if number < 2 else None)
    cache.clear()

    with django_assert_max_num_queries(15):
        client.get("/ads/cars/")


@pytest.mark.parametrize("sort", ["", "cheap", "dear"])
def test_pages_show_each_ad_once(sort):
    for number in range(11):
        make_ad(f"{number}", price=[None, 5, 700][number % 3], price_kind="fixed", bumped_at=ago(hours=number // 2))
    by, ascending = asked(f"sort={sort}").sorting
    seen, cursor = [], ""
    while True:
        page = page_of(asked("").ads(), cursor, by=by, size=2, ascending=ascending)
        seen += [ad.pk for ad in page]
        cursor = page.older
        if not cursor:
            break

    assert len(seen) == len(set(seen)) == 11


def test_those_without_a_price_come_last_from_either_side():
    for title, price in (("Дорого", 9), ("Без цены", None), ("Дёшево", 1)):
        make_ad(title, price=price)
    listed = [
        [ad.title for ad in page_of(asked("").ads(), "", by=by, size=9, ascending=True)]
        for by in ("cheap_first", "dear_first")
    ]

    assert listed == [["Дёшево", "Дорого", "Без цены"], ["Дорого", "Дёшево", "Без цены"]]


class Hostile(TestCase):
    """Whatever stands in an address, the page answers."""

    @settings(max_examples=60, deadline=None)
    @given(st.dictionaries(st.sampled_from(["q", "from", "to", "kind", "sort", "f.year.from", "photo"]), st.text()))
    def test_no_query_is_bad_enough(self, values):
        category = make_category()
        make_field(category, "year")
        given_ = QueryDict(mutable=True)
        given_.update(values)
        question = Question(given_, category)

        assert list(question.ads()) == []
        assert Question.read(category, None, question.query).query == question.query
