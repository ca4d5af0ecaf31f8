"""The ring: what a reader gets is what happened, once, in order, and only what they follow."""

import json
import re

from hypothesis import given
from hypothesis import strategies as st

from live.rendering import Rendered
from live.ring import SIZE, Entry, Following, Ring

SITE = Following("ru", frozenset({"site"}))


def entry(seq, topics=("site",), key=None):
    """A rendered entry about a thing of its own, unless a key is given."""
    key = str(seq) if key is None else key
    look = Rendered(seq, dict.fromkeys(topics, f"<li>{key}</li>"))
    return Entry(seq, "thing", key, frozenset(topics), {"ru": look})


def read(chunk):
    """The events of a chunk: [(id, data)]."""
    ids = re.findall(r"^id: (.+)$", chunk.decode(), re.M)
    return list(zip(ids, map(json.loads, re.findall(r"^data: (.+)$", chunk.decode(), re.M)), strict=True))


def ring_of(*entries, head=0):
    """A ring that knows these entries."""
    return Ring("epoch123", head, entries)


def test_a_reader_gets_what_came_after_their_cursor():
    ring = ring_of(entry(1), entry(2), entry(3))

    assert [event_id for event_id, _data in read(ring.chunk(1, SITE))] == ["epoch123-2", "epoch123-3"]


def test_each_event_names_the_one_before_it_so_that_a_gap_shows():
    ring = ring_of(entry(1), entry(2), entry(3))

    assert [data["prev"] for _id, data in read(ring.chunk(1, SITE))] == ["epoch123-1", "epoch123-2"]


def test_a_reader_hears_only_of_the_topics_they_follow():
    ring = ring_of(entry(1, ["article:1"]), entry(2, ["article:1", "site"]))

    [(_id, data)] = read(ring.chunk(0, SITE))

    assert data["parts"] == {"site": "<li>2</li>"}


def test_of_several_events_about_one_thing_the_newest_is_sent():
    ring = ring_of(entry(1, key="a"), entry(2, key="b"), entry(3, key="a"))

    assert [data["key"] for _id, data in read(ring.chunk(0, SITE))] == ["b", "a"]


def test_what_nobody_has_rendered_yet_is_not_sent_half():
    ring = ring_of(entry(1), Entry(2, "thing", "2", frozenset({"site"})))

    assert ring.chunk(0, SITE) is None


def test_what_is_forgotten_is_not_sent_half():
    ring = ring_of(*(entry(seq) for seq in range(1, SIZE + 11)))

    assert ring.chunk(9, SITE) is None
    assert len(read(ring.chunk(10, SITE))) == SIZE


def test_what_is_left_out_for_a_reader_is_no_message():
    silent = Entry(1, "thing", "1", frozenset({"site"}), {"ru": Rendered(1, {"article:1": "<li></li>"})})

    assert ring_of(silent).chunk(0, SITE) == b""


def test_line_breaks_in_a_text_do_not_break_the_stream():
    evil = Entry(1, "thing", "1", frozenset({"site"}), {"ru": Rendered(1, {"site": "a\r\n\nid: 9\u2028\x85b"})})

    [(_id, data)] = read(ring_of(evil).chunk(0, SITE))

    assert data["parts"]["site"] == "a\r\n\nid: 9\u2028\x85b"
    assert ring_of(evil).chunk(0, SITE).count(b"\n") == 4
    assert b"\r" not in ring_of(evil).chunk(0, SITE)


def test_the_ring_forgets_the_oldest_and_says_so():
    ring = ring_of(*(entry(seq) for seq in range(1, SIZE + 11)))

    assert not ring.reaches(9)
    assert ring.reaches(10)
    assert not ring.reaches(SIZE + 11)
    assert len(ring.entries) == len(ring.newest) == SIZE


TOPICS = {"a": {"site"}, "b": {"article:1"}, "c": {"article:1", "site"}}


@given(st.lists(st.tuples(st.sampled_from("abc"), st.booleans())))
def test_whenever_a_reader_looks_they_end_with_the_newest_of_every_thing_they_follow(happenings):
    ring, seen, at = ring_of(), {}, 0

    def look():
        nonlocal at
        seen.update((data["key"], data["version"]) for _id, data in read(ring.chunk(at, SITE)))
        at = ring.head

    for seq, (key, looks_now) in enumerate(happenings, start=1):
        ring.extend([entry(seq, TOPICS[key], key)])
        if looks_now:
            look()
    look()

    assert seen == {key: seq for seq, (key, _) in enumerate(happenings, start=1) if "site" in TOPICS[key]}
