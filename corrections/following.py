"""Where a place in an article's words is after the next revision: found by the difference of the two, or given up.

Nothing is searched for. A quote that is looked up again finds an earlier word of the same letters when its own has
been mended (github.com/hypothesis/h, issue 2798); so a place is followed only where the difference leaves no doubt,
and is lost otherwise. Pure functions on {block: text} of `articles.wording.wording_of`.
"""

from difflib import SequenceMatcher
from typing import NamedTuple

from corrections.aligning import ends_alike, follow_in_text


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
        first, behind, overlap = ends_alike(before, after)
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


def _placed(block, span):
    return Place(block, *span) if span else Lost(is_gone=False)


def _body(words):
    return [text for block, text in words.items() if block.isdigit()]


def _follow_among_blocks(before, after, number, place):
    """Follow a place in a block that was changed, split or joined, or stands there several times."""
    first, behind, overlap = ends_alike(before, after)
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
