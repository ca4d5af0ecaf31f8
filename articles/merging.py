"""Three-way merge of snapshots: what two people changed in different places goes together by itself.

Pure functions on the plain data of `articles.revisions.snapshot_of`. Fields are merged one by one, the body block by
block, photos by their pictures, sets (hashtags, authors, sections) by what was put in and taken out.
"""

from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise

from articles import markup
from articles.revisions import MOMENTS, PHOTO_WORDS

SETS = ("also_in", "hashtags", "authors")


class Unknown:
    """Stands where nobody knows what was there before; it equals nothing."""

    def __bool__(self):
        return False


UNKNOWN = Unknown()


@dataclass(frozen=True)
class Conflict:
    """One place that both changed, each in their own way.

    `field` is a key of the snapshot. In the body the three are lists of blocks, and `place` says where among the
    pieces of `Merge.body` it stands. In photos `place` is (picture id, word), and the three are that word; or
    (picture id, ""), and the three are whole photos, None for the one who took it away.
    """

    field: str
    base: object
    theirs: object
    mine: object
    place: object = None


@dataclass(frozen=True)
class Merge:
    """What came of it. Where there is a conflict, `snapshot` holds mine; `body` is a list of lists of blocks."""

    snapshot: dict
    conflicts: list
    body: list


def merge(base, theirs, mine):
    """Merge two snapshots that were both made from `base`.

    Without a base (None) nothing is known of who changed what: whatever differs is a conflict.
    """
    base = common_ground(theirs, mine) if base is None else base
    merged, conflicts = dict(theirs), []
    for field in theirs.keys() | mine.keys():
        if field in SETS:
            merged[field] = merge_sets(base.get(field, []), theirs.get(field, []), mine.get(field, []))
        elif field not in ("body", "photos"):
            three = [side.get(field) for side in (base, theirs, mine)]
            merged[field] = _merge_values(field, *three, conflicts)
    body, in_body = merge_bodies(base["body"], theirs["body"], mine["body"])
    merged["body"] = "".join(block for piece in body for block in piece)
    merged["photos"] = _merge_photos(base["photos"], theirs["photos"], mine["photos"], conflicts)
    order = list(theirs)
    return Merge(merged, sorted(conflicts, key=lambda conflict: order.index(conflict.field)) + in_body, body)


def common_ground(theirs, mine):
    """Return what both certainly began with, as a snapshot: only what they have in common."""
    base = {field: value if mine.get(field) == value else UNKNOWN for field, value in theirs.items()}
    for field in SETS:
        base[field] = sorted(set(theirs[field]) & set(mine[field]))
    there, here = blocks_of(theirs["body"]), blocks_of(mine["body"])
    matches = SequenceMatcher(None, there, here).get_matching_blocks()
    base["body"] = "".join(block for match in matches for block in there[match.a : match.a + match.size])
    photos = {photo["picture"]: photo for photo in mine["photos"]}
    base["photos"] = [
        {key: value if photos[photo["picture"]].get(key) == value else UNKNOWN for key, value in photo.items()}
        for photo in theirs["photos"]
        if photo["picture"] in photos
    ]
    return base


def merge_sets(base, theirs, mine):
    """Return theirs with what mine put in and without what mine took out, in order."""
    put_in, taken_out = set(mine) - set(base), set(base) - set(mine)
    return sorted((set(theirs) | put_in) - taken_out)


def merge_bodies(base, theirs, mine):
    """Merge three bodies; return (pieces, conflicts). A piece is a list of blocks, mine where there is a conflict."""
    base = blocks_of(base)
    hunks = [(*hunk, side) for side, body in enumerate((theirs, mine)) for hunk in _hunks(base, blocks_of(body))]
    pieces, conflicts, copied = [], [], 0
    for start, end, cluster in _clusters(sorted(hunks, key=lambda hunk: (hunk[0], hunk[1], hunk[3]))):
        pieces.append(base[copied:start])
        versions = [_version(base, start, end, cluster, side) for side in (0, 1)]
        touched = {hunk[3] for hunk in cluster}
        if len(touched) == 2 and versions[0] != versions[1]:
            conflicts.append(Conflict("body", base[start:end], *versions, place=len(pieces)))
        pieces.append(versions[1] if 1 in touched else versions[0])
        copied = end
    pieces.append(base[copied:])
    return pieces, conflicts


def blocks_of(body):
    """Return the top-level blocks of a stored body, each as HTML; joined they are the body."""
    blocks, block, depth = [], [], 0
    for token in markup.tokens(body):
        block.append(token.html())
        if token.tag in markup.BLOCKS:
            depth += 1 if token.kind == "start" else -1
        if depth == 0:
            blocks.append("".join(block))
            block = []
    return blocks + ["".join(block)] * bool(block)


def _merge_values(field, base, theirs, mine, conflicts):
    if same(field, theirs, mine) or same(field, base, mine):
        return theirs
    if not same(field, base, theirs):
        conflicts.append(Conflict(field, base, theirs, mine))
    return mine


def same(field, one, other):
    """Tell whether two values of a field are the same; moments are compared by the minute, as forms show them."""
    if field in MOMENTS and isinstance(one, str) and isinstance(other, str):
        return one[:16] == other[:16]
    return one == other


def changed_apart(merged, mine):
    """Tell whether the merged snapshot holds anything that mine has not."""
    return any(not same(field, value, mine.get(field)) for field, value in merged.items())


def _hunks(base, other):
    """Yield (start, end, blocks): what of the base became which blocks; equal numbers are taken one by one."""
    for kind, start, end, new_start, new_end in SequenceMatcher(None, base, other).get_opcodes():
        if kind == "replace" and end - start == new_end - new_start:
            for place in range(end - start):
                yield start + place, start + place + 1, [other[new_start + place]]
        elif kind != "equal":
            yield start, end, other[new_start:new_end]


def _clusters(hunks):
    """Yield (start, end, hunks): hunks that share a block of the base, or put something in at the same place."""
    cluster, start, end = [], 0, 0
    for hunk in hunks:
        both_put_in = hunk[0] == hunk[1] == start == end
        if cluster and not (hunk[0] < end or both_put_in):
            yield start, end, cluster
            cluster = []
        start, end = (start, max(end, hunk[1])) if cluster else hunk[:2]
        cluster.append(hunk)
    if cluster:
        yield start, end, cluster


def _version(base, start, end, cluster, side):
    """Return what this side made of the blocks from start to end."""
    blocks, copied = [], start
    for hunk_start, hunk_end, new, whose in cluster:
        if whose == side:
            blocks += [*base[copied:hunk_start], *new]
            copied = hunk_end
    return blocks + base[copied:end]


def _merge_photos(base, theirs, mine, conflicts):
    """Merge the rows by their pictures. Whoever moved them decides on their order; if both did, the last to save."""
    sides = [{photo["picture"]: photo for photo in side} for side in (base, theirs, mine)]
    was, there, here = sides
    kept_order = [p for p in here if p in was] == [p for p in was if p in here]
    order = _woven(list(there), list(here)) if kept_order else _woven(list(here), list(there))
    photos = (_merge_photo(picture, *(side.get(picture) for side in sides), conflicts) for picture in order)
    return [photo for photo in photos if photo]


def _merge_photo(picture, base, theirs, mine, conflicts):
    if theirs and mine:
        merged = {"picture": picture}
        for word in PHOTO_WORDS:
            three = (base[word] if base else UNKNOWN, theirs[word], mine[word])
            if three[1] != three[2] and three[0] not in three[1:]:
                conflicts.append(Conflict("photos", *three, place=(picture, word)))
            merged[word] = three[1] if three[2] == three[0] else three[2]
        return merged
    left = theirs or mine
    if base is None or left == base:
        return left if base is None else None
    conflicts.append(Conflict("photos", base, theirs, mine, place=(picture, "")))
    return left


def _woven(order, other):
    """Put what only the other order has into this one, each after its neighbour there."""
    woven = list(order)
    for before, picture in pairwise([None, *other]):
        if picture not in woven:
            woven.insert(woven.index(before) + 1 if before is not None else 0, picture)
    return woven
