"""Three-way merge of lists: what two made of one list goes together where it does not touch.

Pure functions; the items may be anything that can be compared and hashed. A list is cut into hunks as `diff3` does it
(Khanna, Kunal, Pierce: A Formal Investigation of Diff3, 2007), but an item that was moved stays one item: where the
other side changed, deleted or moved it as well, all from its old place to its new one is one clash, so that nothing
stands there twice or comes back unseen.
"""

from collections import defaultdict
from dataclasses import dataclass
from difflib import SequenceMatcher

THEIRS, MINE = 0, 1


@dataclass(frozen=True, order=True)
class Hunk:
    """What one side made of the items of the base from `start` to `end`."""

    start: int
    end: int
    side: int
    items: tuple


@dataclass(frozen=True)
class Clash:
    """A place that both changed, each in their own way: `place` is its number among the pieces."""

    place: int
    base: list
    theirs: list
    mine: list


def merge_lists(base, theirs, mine):
    """Merge two lists that were both made from `base`; return (pieces, clashes).

    The pieces are lists that joined are the merged list; where there is a clash, the piece is mine.
    """
    hunks = sorted([*_hunks(base, theirs, THEIRS), *_hunks(base, mine, MINE)])
    pieces, clashes, copied = [], [], 0
    for start, end, cluster in _clusters(hunks, _ties(base, hunks)):
        pieces.append(base[copied:start])
        versions = [_version(base, start, end, cluster, side) for side in (THEIRS, MINE)]
        touched = {hunk.side for hunk in cluster}
        if len(touched) == 2 and versions[THEIRS] != versions[MINE]:
            clashes.append(Clash(len(pieces), base[start:end], *versions))
        pieces.append(versions[MINE] if MINE in touched else versions[THEIRS])
        copied = end
    pieces.append(base[copied:])
    return pieces, clashes


def _hunks(base, other, side):
    """Yield what of the base became what; equal numbers are taken one by one."""
    for kind, start, end, new_start, new_end in SequenceMatcher(None, base, other).get_opcodes():
        if kind == "replace" and end - start == new_end - new_start:
            for place in range(end - start):
                yield Hunk(start + place, start + place + 1, side, (other[new_start + place],))
        elif kind != "equal":
            yield Hunk(start, end, side, tuple(other[new_start:new_end]))


def _ties(base, hunks):
    """Return {hunk: the place up to which it belongs together with others} for items that both sides handled.

    That is an item which one side moved and the other did not leave alone, and a new one that both put in.
    """
    gone, come = (defaultdict(list), defaultdict(list)), (defaultdict(list), defaultdict(list))
    for hunk in hunks:
        for item in base[hunk.start : hunk.end]:
            gone[hunk.side][item].append(hunk)
        for item in hunk.items:
            come[hunk.side][item].append(hunk)
    moved = {item for side in (THEIRS, MINE) for item in come[side] if item in gone[side] and item in gone[1 - side]}
    both_new = come[THEIRS].keys() & come[MINE].keys() - {*base}
    ties = {}
    for item in moved | both_new:
        sides = [gone[side].get(item, []) + come[side].get(item, []) for side in (THEIRS, MINE)]
        if _alike(*sides):
            continue
        tied = sides[THEIRS] + sides[MINE]
        first, last = min(tied), max(hunk.end for hunk in tied)
        ties[first] = max(last, ties.get(first, 0))
    return ties


def _alike(theirs, mine):
    """Tell whether both sides did the very same."""
    return [(h.start, h.end, h.items) for h in theirs] == [(h.start, h.end, h.items) for h in mine]


def _clusters(hunks, ties):
    """Yield (start, end, hunks): hunks that share an item of the base, put something in at one place, or are tied."""
    cluster, start, end, tied_to = [], 0, 0, -1
    for hunk in hunks:
        both_put_in = hunk.start == hunk.end == start == end
        if cluster and not (hunk.start < end or both_put_in or hunk.start <= tied_to):
            yield start, end, cluster
            cluster, tied_to = [], -1
        start, end = (start, max(end, hunk.end)) if cluster else (hunk.start, hunk.end)
        tied_to = max(tied_to, ties.get(hunk, -1))
        cluster.append(hunk)
    if cluster:
        yield start, end, cluster


def _version(base, start, end, cluster, side):
    """Return what this side made of the items from start to end."""
    items, copied = [], start
    for hunk in cluster:
        if hunk.side == side:
            items += [*base[copied : hunk.start], *hunk.items]
            copied = hunk.end
    return items + base[copied:end]
