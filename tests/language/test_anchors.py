"""The text to compare with: one answer here and in the browser, and a sure way back to the stored text."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from language.anchors import canonical

VECTORS = json.loads((Path(__file__).parent / "anchors.json").read_text())
TEXTS = st.text(
    st.sampled_from("аий\u0306\u0308ёе \u00a0\u00ad\u200b\n😀👨\u200d\ufe0fқә") | st.characters(), max_size=40
)


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: ascii(vector["raw"]))
def test_it_reads_as_the_vectors_say(vector):
    assert canonical(vector["raw"]).text == vector["canonical"]


@given(TEXTS)
def test_doing_it_again_changes_nothing(text):
    once = canonical(text).text

    assert canonical(once).text == once


@given(TEXTS, st.data())
def test_every_range_leads_back_to_raw_text_that_reads_the_same(text, data):
    found = canonical(text)
    start = data.draw(st.integers(0, len(found.text)))
    end = data.draw(st.integers(start, len(found.text)))

    first, last = found.raw(start, end)

    assert 0 <= first <= last <= len(text)
    assert found.text[start:end].strip() in canonical(text[first:last]).text


def test_offsets_count_code_points():
    found = canonical("😀 и\u0306од мост")

    assert found.text[2:5] == "йод"
    assert found.raw(2, 5) == (2, 6)
