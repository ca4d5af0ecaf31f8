"""Pages that start after the last row seen."""

import pytest
from django.http import Http404
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from articles.models import Article
from paging.keyset import page_of
from tests.builders import ago, make_article


def walk(size):
    """Return the ids of all pages, one list a page."""
    pages, cursor = [], None
    while cursor != "":
        page = page_of(Article.objects.all(), cursor, by="publish_at", size=size)
        pages.append([article.pk for article in page])
        cursor = page.older
    return pages


class WalkingThePages(TestCase):
    """However rows tie in time, the pages show each row once, newest first."""

    @settings(max_examples=25, deadline=None)
    @given(minutes=st.lists(st.integers(0, 4), min_size=1, max_size=12), size=st.integers(1, 5))
    def test_it_shows_every_row_once(self, minutes, size):
        moments = [ago(minutes=minute + 1).replace(microsecond=minute) for minute in range(5)]
        for minute in minutes:
            make_article(publish_at=moments[minute])

        seen = [pk for page in walk(size) for pk in page]

        newest_first = Article.objects.order_by("-publish_at", "-pk").values_list("pk", flat=True)
        assert seen == list(newest_first)


@pytest.mark.django_db
def test_a_new_row_does_not_shift_the_next_page():
    old = [make_article(publish_at=ago(hours=hours)) for hours in range(1, 5)]
    first = page_of(Article.objects.all(), None, by="publish_at", size=2)
    make_article(publish_at=ago(minutes=1))

    second = page_of(Article.objects.all(), first.older, by="publish_at", size=2)

    assert second.rows == old[2:]
    assert not second.is_first
    assert second.older == ""


@pytest.mark.django_db
@pytest.mark.parametrize(
    "cursor", ["x", "1", "1-", "-1", "1-x", "١-1", "9" * 30 + "-1", "999999999999999999-1", "1-1;--"]
)
def test_it_refuses_a_cursor_it_did_not_write(cursor):
    with pytest.raises(Http404):
        page_of(Article.objects.all(), cursor, by="publish_at", size=2)
