"""Lists of ads: what is asked, counted, sorted and paged."""

import re
from collections import Counter

import pytest
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from classifieds import facets
from classifieds.catalogue import catalogue
from classifieds.facets import counts_of, facets_of
from classifieds.finding import Question
from classifieds.models import Ad, Place, State
from paging.keyset import page_of
from paging.shared import forget
from tests.builders import ago, ahead, make_picture
from tests.classifieds.building import make_ad, make_category, make_field, make_place, unsaved_ad

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _nothing_kept():
    _forget_all()
    yield
    _forget_all()


def _forget_all():
    cache.clear()
    forget()


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


def test_an_ended_ad_is_counted_no_longer_than_counts_are_kept(cars, monkeypatch):
    monkeypatch.setattr(facets, "KEPT", 0)
    ad = make_ad(category=cars)
    before = counts_of(asked(""))
    Ad.objects.filter(pk=ad.pk).update(ends_at=ago(seconds=1))

    after = counts_of(asked(""))

    assert (before.total, after.total) == (1, 0)


def test_counts_are_kept_for_half_a_minute(cars, django_assert_num_queries):
    make_ad(category=cars)
    counts_of(asked("sort=cheap"))

    with django_assert_num_queries(0):
        assert counts_of(asked("")).total == 1


@pytest.mark.parametrize(("path", "said"), [("/ads/", "Больше 2 объявлений"), ("/kk/ads/", "2 хабарландырудан көп")])
def test_of_many_that_have_a_word_it_is_only_said_that_they_are_many(client, cars, path, said, monkeypatch):
    monkeypatch.setattr(facets, "MOST_FOUND", 2)
    for category in (cars, cars, cars.parent):
        make_ad("Зимняя резина", category=category)

    html = client.get(path, {"q": "резина"}).content.decode()

    assert said in html
    assert re.search(r'href="\S*/ads/transport/\?q=[^>]*>[^<]+</a>', html)
    assert html.count("Зимняя резина</a>") == 3


def test_as_many_as_are_counted_are_told(client, cars, monkeypatch):
    monkeypatch.setattr(facets, "MOST_FOUND", 2)
    for _number in range(2):
        make_ad("Зимняя резина", category=cars)
    make_ad("Слон", category=cars, text="Звоните")

    html = client.get("/ads/", {"q": "резина"}).content.decode()

    assert "2 объявления" in html
    assert "Транспорт <span>2</span>" in html


def test_without_words_all_are_counted(client, cars, monkeypatch):
    monkeypatch.setattr(facets, "MOST_FOUND", 2)
    for _number in range(3):
        make_ad(category=cars)

    html = client.get("/ads/").content.decode()

    assert "3 объявления" in html
    assert "Транспорт <span>3</span>" in html


def test_of_many_the_newest_say_what_a_list_may_be_narrowed_by(cars, monkeypatch):
    monkeypatch.setattr(facets, "MOST_FOUND", 1)
    for hours, category in ((3, make_category("Дом")), (1, cars), (2, cars)):
        make_ad("Зимняя резина", category=category, bumped_at=ago(hours=hours))
    question = asked("q=резина")

    offered = facets_of(question, counts_of(question))

    assert [words for words, _number, _narrower in offered[0].choices] == ["Транспорт"]


@pytest.mark.parametrize("most", [2, 1000])
def test_what_words_find_is_sorted_as_asked_be_it_much_or_little(client, cars, most, monkeypatch):
    monkeypatch.setattr(facets, "MOST_FOUND", most)
    for title, price in (("Дорогая резина", 9), ("Средняя резина", 5), ("Дешёвая резина", 1), ("Слон", 2)):
        make_ad(title, category=cars, price=price, text="Звоните")

    page = client.get("/ads/cars/", {"q": "резина", "sort": "cheap"}).context["page"]

    assert [ad.title for ad in page] == ["Дешёвая резина", "Средняя резина", "Дорогая резина"]


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


@pytest.mark.parametrize("make", [make_category, make_place])
def test_no_branch_of_a_tree_grows_out_of_itself(make):
    top = make("Верх")
    low = make("Низ", parent=make("Середина", parent=top))
    top.parent = low

    with pytest.raises(ValidationError):
        top.full_clean()


def test_a_circle_of_places_breaks_no_page(client):
    one, other = make_place("Один"), make_place("Другой")
    below = make_place("Ниже", parent=other)
    Place.objects.filter(pk=one.pk).update(parent=other)
    Place.objects.filter(pk=other.pk).update(parent=one)
    ad = make_ad(place=below)
    forget()

    for place in (one, other, below):
        assert client.get(f"/ads/in/{place.slug}/").status_code == 200
    assert ad.title in client.get(f"/ads/in/{other.slug}/").text


def test_a_yes_is_offered_with_its_number(client):
    cars = make_category(slug="with-exchange")
    make_field(cars, "exchange", "yes_no", name="Обмен")
    for value in (True, True, None):
        make_ad(category=cars, fields={"exchange": value} if value else {})
    html = client.get("/ads/with-exchange/").text

    assert re.search(r'href="/ads/with-exchange/\?f\.exchange=1"[^>]*>\s*да\s*<[^>]*>2<', html)


def test_robots_get_plain_pages_alone(client, cars):
    make_ad(category=cars)

    assert "noindex" not in client.get("/ads/cars/").content.decode()
    assert "noindex" in client.get("/ads/cars/?photo=1").content.decode()
    assert 'hreflang="kk"' in client.get("/kk/ads/cars/").content.decode()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    "query", ["", "?sort=dear", "?q=авто&from=1&to=9000000&photo=1&who=private&f.year.from=1990&f.cleared=1"]
)
def test_queries_stay_few(client, cars, query, django_assert_max_num_queries):
    for number in range(8):
        make_field(cars, f"choice_{number}", "choice", options=("one", "two"))
    for number in range(40):
        make_ad(
            f"Авто {number}",
            category=cars,
            fields={"year": 2000, "cleared": True, "choice_1": "one"},
            lead_picture=make_picture() if number < 2 else None,
            promoted_until=ahead(days=1) if number < 2 else None,
        )
    address = f"/ads/cars/in/{cars.ads.first().place.slug}/{query}"
    _forget_all()

    with django_assert_max_num_queries(15):
        assert client.get(address).context["counts"].total


@pytest.mark.django_db(transaction=True)
def test_a_list_of_all_reads_no_fields_of_categories(client, cars):
    make_ad(category=cars)
    _forget_all()

    with CaptureQueriesContext(connection) as queries:
        client.get("/ads/")

    assert not [query for query in queries if "classifieds_field" in query["sql"]]


@pytest.mark.django_db(transaction=True)
def test_depth_takes_no_more_queries(client, cars):
    for number in range(65):
        make_ad(f"Авто {number}", category=cars)
    cursor, taken = "", []
    while cursor is not None:
        _forget_all()
        with CaptureQueriesContext(connection) as queries:
            cursor = client.get("/ads/cars/", {"older": cursor}).context["page"].older or None
        taken.append(len(queries))

    assert len(taken) == 3
    assert max(taken) == taken[0]


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


def _is_found(ad, question, trees):
    """Whether a question finds an ad, told without the database."""
    asked = question.asked
    return (
        ad.is_live
        and (not question.category or ad.category_id in trees.categories.branch(question.category))
        and (not question.place or ad.place_id in trees.places.branch(question.place))
        and ad.price_kind == asked.get("kind", ad.price_kind)
        and ad.is_business == {"business": True, "private": False}.get(asked.get("who"), ad.is_business)
        and all(ad.fields.get(key) == asked.get(f"f.{key}", ad.fields.get(key)) for key in ("make", "body"))
    )


class Counting(TestCase):
    """Whatever is offered and asked, facets say what one would count by hand."""

    @classmethod
    def setUpTestData(cls):
        transport, region = make_category("Транспорт", slug="transport"), make_place("СКО", slug="sko")
        cls.categories = [transport, *(make_category(name, parent=transport) for name in ("Авто", "Мото"))]
        cls.places = [region, *(make_place(name, parent=region) for name in ("Петропавловск", "Мамлютка"))]
        for key in ("make", "body"):
            make_field(transport, key, "choice", options=("one", "two"))

    @settings(max_examples=100, deadline=None)
    @given(st.data())
    def test_facets_say_what_one_would_count(self, data):
        one_of = lambda *values: data.draw(st.sampled_from(values))  # noqa: E731 - short, and said often
        told = ({}, {"make": "one"}, {"body": "two"}, {"make": "two", "body": "one"}, {"make": "gone"})
        ads = [
            unsaved_ad(
                category=one_of(*self.categories),
                place=one_of(*self.places),
                price_kind=one_of("fixed", "from"),
                is_business=one_of(True, False),
                fields=one_of(*told),
                approved_at=ago(days=one_of(0, 2)),
                ends_at=one_of(ahead(days=1), ago(seconds=1)),
                state=one_of(State.LIVE, State.LIVE, State.HIDDEN),
            )
            for _number in range(data.draw(st.integers(0, 12)))
        ]
        Ad.objects.bulk_create(ads)
        trees = catalogue()
        query = one_of("", "kind=from", "who=private", "f.make=one", "who=business&f.body=two")
        question = asked(query, one_of(None, *self.categories), one_of(None, *self.places))
        found = [ad for ad in ads if _is_found(ad, question, trees)]
        cache.clear()

        counts = counts_of(question)
        choices = [choice for facet in facets_of(question, counts) for choice in facet.choices]

        assert counts.total == len(found)
        assert counts.today == sum(timezone.localdate(ad.approved_at) == timezone.localdate() for ad in found)
        assert [number for _words, number, _narrower in choices] == [
            sum(_is_found(ad, narrower, trees) for ad in found) for _words, _number, narrower in choices
        ]
        assert sum(counts.categories.values()) == sum(counts.places.values()) == len(found)
        assert counts.fields == {
            key: Counter(ad.fields[key] for ad in found if key in ad.fields)
            for key in ("make", "body")
            if question.category and f"f.{key}" not in question.asked
        }


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
