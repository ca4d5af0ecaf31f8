"""A text as a reader's browser may hand it back, and the way from there to the text as it is stored.

Between the two stand composed and decomposed letters («й» in two forms), no-break and thin spaces, runs of blanks,
soft hyphens and signs without width that browsers and their extensions put in. `static/js/anchor.js` does the same in
the browser; tests/language/anchors.json holds both to one answer.
"""

import re
import unicodedata
from typing import NamedTuple

# Named one by one, so that Python and browsers agree whatever version of Unicode each of them knows.
_UNSEEN = re.compile(
    "[\u0000-\u0008\u000e-\u001f\u007f-\u009f\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\ufe00-\ufe0f\ufeff\ud800-\udfff]"
)
_BLANK = re.compile("[\\s\u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]")
_CLUSTER = re.compile("[^\u0300-\u036f]?[\u0300-\u036f]*", re.DOTALL)


class Canonical(NamedTuple):
    """A text to compare with, and for each of its characters where it begins in the raw text; at last its end."""

    text: str
    origins: list[int]

    def raw(self, start: int, end: int) -> tuple[int, int]:
        """The raw range of the characters from start to end: what is unseen at its ends is left out."""
        if start == end:
            return self.origins[start], self.origins[start]
        return self.origins[start], self.ends[end - 1]

    @property
    def ends(self) -> list[int]:
        """For each character, where it ends in the raw text; the letters of one cluster end together."""
        return _ends(self)


def _ends(canonical: Canonical) -> list[int]:
    ends, following = [], canonical.origins[-1]
    origins = canonical.origins[:-1]
    for place in range(len(origins) - 1, -1, -1):
        if place + 1 < len(origins) and origins[place + 1] != origins[place]:
            following = origins[place + 1]
        ends.append(following)
    return ends[::-1]


def canonical(text: str) -> Canonical:
    """The text in NFC, every run of blanks one space, without what nobody sees; and where each character came from.

    Offsets count code points. Doing it again changes nothing.
    """
    letters: list[str] = []
    origins: list[int] = []
    seen = [(place, letter) for place, letter in enumerate(text) if not _UNSEEN.match(letter)]
    plain = "".join(letter for _place, letter in seen)
    for cluster in _CLUSTER.finditer(plain):
        if not cluster[0]:
            continue
        composed = unicodedata.normalize("NFC", cluster[0])
        for letter in composed:
            if _BLANK.match(letter):
                if letters and letters[-1] == " ":
                    continue
                letter = " "
            letters.append(letter)
            origins.append(seen[cluster.start()][0])
    return Canonical("".join(letters), [*origins, len(text)])
