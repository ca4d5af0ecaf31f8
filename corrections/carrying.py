"""Carrying fixes into a text that was begun before them, so that a mistake does not come back when it is saved.

Pure functions on the plain data of `articles.revisions.snapshot_of`.
"""

from articles.markup import CrossesBoundary
from articles.wording import mended, wording_of
from corrections.following import Place, follow


def carried(fixes, base, mine):
    """Return (base, mine), a snapshot and what somebody made of it, with the fixes in both: no change of theirs.

    `fixes` are (snapshot, Place, text): the words at the place of the snapshot have become the text. One whose words
    are not certain to stand in both is left out, and the merge asks about it.
    """
    for snapshot, place, text in fixes:
        base, mine = _carry(wording_of(snapshot), place, text, base, mine)
    return base, mine


def _carry(words, place, text, base, mine):
    there = follow(words, wording_of(base), place)
    here = follow(wording_of(base), wording_of(mine), there) if isinstance(there, Place) else None
    if not isinstance(here, Place):
        return base, mine
    try:
        return mended(base, *there, text), mended(mine, *here, text)
    except CrossesBoundary:
        return base, mine
