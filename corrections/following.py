"""Where a place in an article's words is after the next revision: found by the difference of the two, or given up.

Nothing is searched for. A quote that is looked up again finds an earlier word of the same letters when its own has
been mended (github.com/hypothesis/h, issue 2798); so a place is followed only where the difference leaves no doubt,
and is lost otherwise. Pure functions on {block: text} of `articles.wording.wording_of`.
"""

import re
from difflib import SequenceMatcher
from functools import lru_cache
from typing import NamedTuple

from corrections.changes import common_start

_TOKEN = re.compile(r"\w+|\s+|[^\w\s]")
MOST_STEPS = 4_000_000


class Place(NamedTuple):
    """The characters of a block from start to end, counted in code points; never none."""

    block: str
    start: int
    end: int


class Lost(NamedTuple):
    """The place was touched; `is_gone` says that its whole block was."""

    is_gone: bool


def follow(old, new, place):
    """Return the Place in the new words, or Lost when it was touched or may be one of several."""
    if place.block not in old:
        return Lost(is_gone=True)
    if not place.block.isdigit():
        if place.block not in new:
            return Lost(is_gone=True)
        return _placed(place.block, follow_in_text(old[place.block], new[place.block], place.start, place.end))
    before, after = _body(old), _body(new)
    if before == after:
        return place
    number = int(place.block) - 1
    text = before[number]
    if before.count(text) == after.count(text) == 1:
        return Place(str(after.index(text) + 1), place.start, place.end)
    return _follow_among_blocks(before, after, number, place)


def became(old, new, place, text):
    """Tell whether the difference made the characters of the place this text."""
    whole = old[place.block]
    proposed = old | {place.block: whole[: place.start] + text + whole[place.end :]}
    # Of what was taken out nothing is left to follow, so its neighbours stand for it.
    start = place.start - (not text and place.start > 0)
    end = place.start + len(text) + (not text)
    end = min(end, len(proposed[place.block]))
    if start == end or not isinstance(follow(old, new, place), Lost):
        return False
    return isinstance(follow(proposed, new, Place(place.block, start, end)), Place)


def put_in_place_of(old, new, place):
    """Return the Place of what stands where the touched words stood, or None when it is not certain.

    Its block must be the only thing that changed around it: what stood before and behind the words is there still.
    """
    if not place.block.isdigit():
        block, text = place.block, new.get(place.block, "")
    else:
        before, after = _body(old), _body(new)
        first, behind, overlap = _ends_alike(before, after)
        is_alone = first == int(place.block) - 1 and behind == len(before) - first - 1 and len(before) == len(after)
        if overlap or not is_alone:
            return None
        block, text = place.block, after[first]
    whole = old[place.block]
    head, tail = whole[: place.start], whole[place.end :]
    end = len(text) - len(tail)
    if not (text.startswith(head) and text.endswith(tail) and place.start < end):
        return None
    return Place(block, place.start, end)


def follow_in_text(old, new, start, end):
    """Return (start, end) in the new text, or None when the characters were touched or there is doubt.

    What lies before every change, or behind every change, is told by what begins and ends alike, in whole words: a
    word that has grown is another one. Where those overlap (one of two like words went) the change may have been
    anywhere among them, and all that it may have touched is in doubt. Between changes words are aligned from both
    sides, which must agree.
    """
    if old == new:
        return start, end
    before, after = _TOKEN.findall(old), _TOKEN.findall(new)
    first, last, _overlap = _ends_alike(before, after)
    alike_before, alike_behind = _size(before[:first]), _size(before[len(before) - last :])
    overlap = max(0, alike_before + alike_behind - min(len(old), len(new)))
    if end <= alike_before - overlap:
        return start, end
    if start >= len(old) - alike_behind + overlap:
        shift = len(new) - len(old)
        return start + shift, end + shift
    if overlap:
        return None
    # What is alike at the ends is no place for what stands between.
    between = before[first : len(before) - last], after[first : len(after) - last]
    found = _follow_between(*between, start - alike_before, end - alike_before)
    return found and (found[0] + alike_before, found[1] + alike_before)


def _placed(block, span):
    return Place(block, *span) if span else Lost(is_gone=False)


def _body(words):
    return [text for block, text in words.items() if block.isdigit()]


def _follow_among_blocks(before, after, number, place):
    """Follow a place in a block that was changed, split or joined, or stands there several times."""
    first, behind, overlap = _ends_alike(before, after)
    if number < first - overlap:
        return place
    if number >= len(before) - behind + overlap:
        return place._replace(block=str(number + 1 + len(after) - len(before)))
    if overlap:
        return Lost(is_gone=False)
    found = _among(before[first : len(before) - behind], after[first : len(after) - behind], number - first, place)
    return found._replace(block=str(int(found.block) + first)) if isinstance(found, Place) else found


def _among(before, after, number, place):
    kind, first, last, new_first, new_last = _run(before, after, number)
    if kind == "equal":
        found = new_first + number - first
        mirrored = _run(before[::-1], after[::-1], len(before) - 1 - number)
        other = len(after) - 1 - (mirrored[3] + len(before) - 1 - number - mirrored[1])
        is_sure = mirrored[0] == "equal" and other == found
        return Place(str(found + 1), place.start, place.end) if is_sure else Lost(is_gone=False)
    if kind == "delete":
        return Lost(is_gone=True)
    old, new = "\n".join(before[first:last]), "\n".join(after[new_first:new_last])
    offset = sum(len(text) + 1 for text in before[first:number])
    span = follow_in_text(old, new, place.start + offset, place.end + offset)
    return _in_its_block(after, new_first, new_last, span)


def _ends_alike(old, new):
    """Return how much two texts (or lists) have alike at the beginning, at the end, and how far those overlap."""
    before, behind = common_start(old, new), common_start(old[::-1], new[::-1])
    return before, behind, max(0, before + behind - min(len(old), len(new)))


def _run(before, after, number):
    """Return the opcode of difflib that the block belongs to."""
    runs = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    return next(run for run in runs if run[1] <= number < run[2])


def _in_its_block(after, first, last, span):
    """Return the Place of a range in the texts of blocks joined by line ends, if it lies in one of them."""
    offset = 0
    for number in range(first, last if span else first):
        start, end = span[0] - offset, span[1] - offset
        if start >= 0 and end <= len(after[number]):
            return Place(str(number + 1), start, end)
        offset += len(after[number]) + 1
    return Lost(is_gone=False)


def _follow_between(before, after, start, end):
    old_size, new_size = _size(before), _size(after)
    if start < 0 or end > old_size or len(before) * len(after) > MOST_STEPS:
        return None
    found = _aligned(before, after, start, end)
    turned = _aligned(before[::-1], after[::-1], old_size - end, old_size - start)
    is_sure = found and turned and found == (new_size - turned[1], new_size - turned[0])
    return found if is_sure else None


def _size(words):
    return sum(map(len, words))


def _aligned(before, after, start, end):
    """Return where difflib puts the characters, if it leaves all of them together."""
    starts, new_starts = _starts(before), _starts(after)
    for run in _alike_runs(tuple(before), tuple(after)):
        first, shift = starts[run.a], new_starts[run.b] - starts[run.a]
        if first <= start and end <= starts[run.a + run.size]:
            return start + shift, end + shift
    return None


@lru_cache(maxsize=8)
def _alike_runs(before, after):
    """Return what difflib finds alike: asked once for all places of a text, it takes up to a second."""
    return SequenceMatcher(None, before, after, autojunk=False).get_matching_blocks()


def _starts(words):
    starts = [0]
    for word in words:
        starts.append(starts[-1] + len(word))
    return starts
