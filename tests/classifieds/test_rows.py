"""Rows of lists: drawn once, and anew when they say something else."""

import pytest
from django.utils import timezone, translation

from classifieds.catalogue import catalogue
from classifieds.models import Ad, Place
from classifieds.rows import drawn, row_of
from paging.shared import forget
from tests.builders import ahead, make_picture
from tests.classifieds.building import make_ad

pytestmark = pytest.mark.django_db


def row(**how):
    return row_of(Ad.objects.for_cards().get(), **how)


def test_a_row_is_drawn_once():
    make_ad()
    drawn.cache_clear()

    assert row() == row()
    assert drawn.cache_info()[:2] == (1, 1)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("ends_at", [ahead(days=1), timezone.now()])
def test_a_row_shows_only_what_the_list_brought(django_assert_num_queries, ends_at):
    make_ad(lead_picture=make_picture(), old_price=900_000, ends_at=ends_at)
    ad = Ad.objects.for_cards().get()
    forget()
    catalogue()
    drawn.cache_clear()

    with django_assert_num_queries(0):
        assert "ВАЗ-2107" in row_of(ad)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"title": "ВАЗ-2108"}, "ВАЗ-2108</a>"),
        ({"text": "Без резины."}, "Без резины."),
        ({"price": 700_000, "old_price": 850_000}, "700\xa0000"),
        ({"is_business": True}, "Реклама"),
        ({"urgent_until": ahead(days=1)}, "Срочно"),
        ({"ends_at": timezone.now()}, "Объявление закрыто"),
    ],
)
def test_a_row_says_what_has_changed(change, says):
    make_ad()
    before = row()
    Ad.objects.update(**change)

    after = row()

    assert says not in before
    assert says in after


def test_a_row_says_new_names_of_places():
    make_ad()
    row()
    Place.objects.update(name_ru="Қызылжар")

    assert "Қызылжар" in row()


def test_each_edition_has_its_row():
    make_ad()
    russian = row()

    with translation.override("kk"):
        kazakh = row()

    assert 'href="/ads/' in russian
    assert 'href="/kk/ads/' in kazakh


def test_what_the_desk_shows_first_says_so():
    make_ad()

    assert "Реклама" not in row()
    assert "Реклама" in row(before_others=True)


@pytest.mark.parametrize(("length", "shown"), [(140, "я" * 140 + "</p>"), (141, "я" * 139 + "…</p>")])
def test_a_row_has_room_for_the_opening(length, shown):
    make_ad(text="я" * length)

    assert f">{shown}" in row()


def test_no_words_break_out_of_a_row():
    make_ad(title='ВАЗ <b>"2107"</b>')

    assert row().count("ВАЗ &lt;b&gt;&quot;2107&quot;&lt;/b&gt;") == 2
