"""What stands where on the front page."""

import pytest

from articles.front import GRID_PLACES, compose
from tests.builders import ago, ahead, make_article, make_section

pytestmark = pytest.mark.django_db


def test_a_pinned_story_stands_once_and_in_front_of_newer_ones():
    pinned = make_article("Закреплённая", front_place=2, photos=1, publish_at=ago(minutes=3, seconds=30))
    for n in range(10):
        make_article(f"Новость {n}", photos=1, publish_at=ago(minutes=n + 1))

    page = compose("ru")

    assert page.grid[0] == pinned
    assert page.grid.count(pinned) == 1
    assert len(page.grid) == GRID_PLACES


def test_the_first_place_is_the_lead():
    make_article(photos=1)
    lead = make_article("Главная", front_place=1, publish_at=ago(days=2))

    assert compose("ru").lead == lead


def test_a_pin_that_ran_out_gives_its_place_to_the_newest():
    make_article("Была главной", front_place=1, front_until=ago(minutes=1), publish_at=ago(days=2))
    newest = make_article(photos=1, publish_at=ago(minutes=1))

    assert compose("ru").lead == newest


def test_no_story_stands_twice():
    sections = [make_section(f"Раздел {n}") for n in range(3)]
    for n in range(30):
        make_article(
            f"Новость {n}",
            section=sections[n % 3],
            photos=1 if n % 2 else 0,
            format="photo_report" if n % 5 == 0 else "",
            front_place=n % 7 + 1 if n % 4 == 0 else None,
            front_until=ahead(days=1),
            publish_at=ago(minutes=n + 1),
        )

    page = compose("ru")

    blocks = [story for _section, stories in page.sections for story in stories]
    stories = [page.lead, page.reel, *page.grid, *page.more, *blocks]
    assert len({story.pk for story in stories}) == len(stories)


def test_the_reel_is_a_photo_report_with_its_photos():
    report = make_article("Первый мороз", format="photo_report", photos=3, publish_at=ago(days=30))
    for n in range(10):
        make_article(f"Новость {n}", photos=1, publish_at=ago(minutes=n + 1))

    assert compose("ru").reel == report


def test_the_other_edition_has_its_block():
    kazakh = make_article("Ертістегі мұз", language="kk")
    make_article()

    assert compose("ru").other_edition == [kazakh]


def test_an_empty_edition_is_an_empty_page():
    page = compose("ru")

    assert (page.lead, page.grid, page.reel, page.sections) == (None, [], None, [])
