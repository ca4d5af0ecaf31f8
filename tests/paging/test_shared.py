"""What the pages of one second share."""

import pytest

from paging import shared as sharing
from paging.shared import forget, shared


@pytest.fixture(autouse=True)
def _nothing_kept():
    forget()
    yield
    forget()


def test_it_is_read_once_for_many_pages():
    read = iter([["first"], ["second"]]).__next__

    assert shared("a list", read) is shared("a list", read)


def test_things_of_different_names_are_different():
    assert shared("one", lambda: 1) + shared("two", lambda: 2) == 3


def test_many_names_do_not_fill_the_memory():
    for number in range(3 * sharing.MOST):
        shared(f"talk:{number}", lambda: None)

    assert len(sharing._kept) <= sharing.MOST


@pytest.mark.django_db
def test_within_a_transaction_nothing_is_shared():
    read = iter(["before", "meanwhile"]).__next__

    assert [shared("a word", read), shared("a word", read)] == ["before", "meanwhile"]
