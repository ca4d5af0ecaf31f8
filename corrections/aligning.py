"""Where characters of a text are in its next version: told by what stayed alike around them, or given up."""

import re
from difflib import SequenceMatcher
from functools import lru_cache

from corrections.changes import common_start

_TOKEN = re.compile(r"\w+|\s+|[^\w\s]")
MOST_STEPS = 4_000_000


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
    first, last, _overlap = ends_alike(before, after)
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


def ends_alike(old, new):
    """Return how much two texts (or lists) have alike at the beginning, at the end, and how far those overlap."""
    before, behind = common_start(old, new), common_start(old[::-1], new[::-1])
    return before, behind, max(0, before + behind - min(len(old), len(new)))


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
