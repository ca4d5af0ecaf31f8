"""Three-way merge of snapshots: what two people changed in different places goes together by itself.

Pure functions on the plain data of `articles.revisions.snapshot_of`. Fields are merged one by one, the body block by
block, photos and notes row by row, sets (hashtags, authors, sections) by what was put in and taken out.
"""

from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise

from articles import markup
from articles.revisions import MOMENTS, NOTE_WORDS, PHOTO_WORDS
from articles.three_way import merge_lists

ORDER = "order"
MOST_CLASHES = 40
SETS = ("also_in", "hashtags", "authors")
# Of each field of rows: what names a row, and the words that are merged one by one.
ROWS = {"photos": ("picture", PHOTO_WORDS), "notes": ("note", NOTE_WORDS)}


class Unknown:
    """Stands where nobody knows what was there before; it equals nothing."""

    def __bool__(self):
        return False


UNKNOWN = Unknown()


@dataclass(frozen=True)
class Conflict:
    """One place that both changed, each in their own way.

    `field` is a key of the snapshot. In the body the three are lists of blocks, and `place` says where among the
    pieces of `Merge.body` it stands. In photos and notes `place` is (id, word), and the three are that word; or
    (id, ""), and the three are whole rows, None for the one who took it away. In photos it may also be ORDER, and the
    three are lists of all picture ids.
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
    is_known, base = base is not None, common_ground(theirs, mine) if base is None else base
    merged, conflicts = dict(theirs), []
    for field in theirs.keys() | mine.keys():
        if field in SETS:
            merged[field] = merge_sets(base.get(field, []), theirs.get(field, []), mine.get(field, []))
        elif field not in ("body", "photos", "notes"):
            three = [side.get(field) for side in (base, theirs, mine)]
            merged[field] = _merge_values(field, *three, conflicts)
    body, in_body = merge_bodies(base["body"], theirs["body"], mine["body"])
    merged["body"] = "".join(block for piece in body for block in piece)
    photos = [side["photos"] for side in (base, theirs, mine)]
    order = _merge_order(*([photo["picture"] for photo in side] for side in photos), is_known, conflicts)
    merged["photos"] = _merge_rows("photos", order, *photos, conflicts)
    if "notes" in theirs | mine:
        merged["notes"] = _merge_notes(*(side.get("notes", []) for side in (base, theirs, mine)), conflicts)
    order = list(theirs | mine)
    return Merge(merged, sorted(conflicts, key=lambda conflict: order.index(conflict.field)) + in_body, body)


def common_ground(theirs, mine):
    """Return what both certainly began with, as a snapshot: only what they have in common."""
    base = {field: value if mine.get(field) == value else UNKNOWN for field, value in theirs.items()}
    base |= {field: [] for field in ROWS}
    for field in SETS:
        base[field] = sorted(set(theirs[field]) & set(mine[field]))
    there, here = blocks_of(theirs["body"]), blocks_of(mine["body"])
    matches = SequenceMatcher(None, there, here).get_matching_blocks()
    base["body"] = "".join(block for match in matches for block in there[match.a : match.a + match.size])
    return base


def merge_sets(base, theirs, mine):
    """Return theirs with what mine put in and without what mine took out, in order."""
    put_in, taken_out = set(mine) - set(base), set(base) - set(mine)
    return sorted((set(theirs) | put_in) - taken_out)


def merge_bodies(base, theirs, mine):
    """Merge three bodies; return (pieces, conflicts). A piece is a list of blocks, mine where there is a conflict.

    A text that both have rewritten almost everywhere is one conflict: nobody answers hundreds of questions.
    """
    sides = [blocks_of(body) for body in (base, theirs, mine)]
    pieces, clashes = merge_lists(*sides)
    if len(clashes) > MOST_CLASHES:
        return [sides[2]], [Conflict("body", *sides, place=0)]
    return pieces, [Conflict("body", clash.base, clash.theirs, clash.mine, clash.place) for clash in clashes]


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


def _merge_order(base, theirs, mine, is_known, conflicts):
    """Return all pictures in the order that both want, or in mine when that is a conflict.

    Whoever moved them decides; if both did, moves that do not touch go together.
    """
    orders = [_woven(theirs, mine), _woven(mine, theirs)]
    was, there, here = ([p for p in side if p in theirs and p in mine] for side in (base, theirs, mine))
    if is_known and [p for p in here if p in was] == was:
        return orders[0]
    if there == here or (is_known and [p for p in there if p in was] == was):
        return orders[1]
    pieces, clashes = merge_lists(was, there, here)
    together = [picture for piece in pieces for picture in piece]
    if is_known and not clashes and sorted(together) == sorted(here):
        return _woven(_woven(together, theirs), mine)
    conflicts.append(Conflict("photos", _woven(was, orders[1]) if is_known else UNKNOWN, *orders, place=ORDER))
    return orders[1]


def _merge_rows(field, order, base, theirs, mine, conflicts):
    """Merge photos or notes one by one; return them in the order of their ids given."""
    key, _words = ROWS[field]
    sides = [{row[key]: row for row in side} for side in (base, theirs, mine)]
    rows = (_merge_row(field, pk, *(side.get(pk) for side in sides), conflicts) for pk in order)
    return [row for row in rows if row]


def _merge_row(field, pk, base, theirs, mine, conflicts):
    if theirs and mine:
        key, words = ROWS[field]
        merged = {key: pk}
        for word in words:
            three = (base[word] if base else UNKNOWN, theirs[word], mine[word])
            if three[1] != three[2] and three[0] not in three[1:]:
                conflicts.append(Conflict(field, *three, place=(pk, word)))
            merged[word] = three[1] if three[2] == three[0] else three[2]
        return merged
    left = theirs or mine
    if base is None or left == base:
        return left if base is None else None
    conflicts.append(Conflict(field, base, theirs, mine, place=(pk, "")))
    return left


def _merge_notes(base, theirs, mine, conflicts):
    mine = _without_doubles(base, theirs, mine)
    order = _woven([note["note"] for note in theirs], [note["note"] for note in mine])
    return _merge_rows("notes", order, base, theirs, mine, conflicts)


def _without_doubles(base, theirs, mine):
    """Return my notes without the new ones that they added in the same words: a form sent twice says nothing twice."""
    known = {note["note"] for note in base}
    added = [note for note in theirs if note["note"] not in known]
    known |= {note["note"] for note in added}
    added = [_words_of(note) for note in added]
    return [note for note in mine if note["note"] in known or _words_of(note) not in added]


def _words_of(note):
    return [note[word] for word in NOTE_WORDS]


def _woven(order, other):
    """Put what only the other order has into this one, each after its neighbour there."""
    woven = list(order)
    for before, picture in pairwise([None, *other]):
        if picture not in woven:
            woven.insert(woven.index(before) + 1 if before is not None else 0, picture)
    return woven
