"""Slips in punctuation and spaces: which saving mends, which it leaves, where each stands."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from language.slips import slips
from language.typography import typeset

TYPED = st.text(alphabet='аб -"«»,.!…\u00a0\n5', max_size=50)


def mended(text):
    for slip in reversed(slips(text, "ru")):
        text = text[: slip.start] + slip.mended + text[slip.end :]
    return text


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("лёд , снег", "space"),
        ("лёд  снег", "gap"),
        ('клуб "Лёд"', "quotes"),
        ("лёд - вода", "hyphen"),
        ("лёд...", "sign"),
    ],
)
def test_saving_mends_most(text, kind):
    found = slips(text, "ru")

    assert {(slip.kind, slip.is_settled) for slip in found} == {(kind, True)}
    assert typeset(mended(text), "ru") == typeset(text, "ru")


def test_a_lost_space_has_one_right_place():
    [slip] = slips("лёд ,снег", "ru")

    assert (slip.kind, slip.mended, slip.is_settled) == ("space", ", ", False)


@pytest.mark.parametrize(("text", "kind"), [("лёд -вода", "hyphen"), ("лёд- вода", "hyphen"), ('клуб "Лёд', "quotes")])
def test_what_may_be_meant_otherwise_is_left_to_people(text, kind):
    [slip] = slips(text, "ru")

    assert (slip.kind, slip.mended, slip.is_settled) == (kind, None, False)


@pytest.mark.parametrize("text", ["двух- и трёхкомнатные", "Лёд, снег — и\u00a0вода…", "в\u00a0зоне .kz", ""])
def test_right_text_has_none(text):
    assert slips(text, "ru") == []


@given(TYPED)
def test_the_places_lie_in_the_text_and_final_text_needs_no_settling(text):
    assert all(0 <= slip.start <= slip.end <= len(text) for slip in slips(text, "ru"))
    assert not any(slip.is_settled for slip in slips(typeset(text, "ru"), "ru"))
