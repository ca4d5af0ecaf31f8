"""Slips of the typist in punctuation and spaces: what saving mends by itself, and what it has to leave."""

import re
from dataclasses import dataclass
from itertools import pairwise

from language.typography import NBSP, typeset

_WORD = re.compile(r"\w+")
# Begun at the beginning of the spaces only: begun at each, a long run of them would be read once for every one.
_SPACE_BEFORE_MARK = re.compile(rf"(?<![ {NBSP}])[ {NBSP}]++[,.;:!?…](?!\w)")
_LOST_SPACE = re.compile(rf"(?<=\w)([ {NBSP}]+)([,;!?])(?=[^\W\d_])")
# «двух- и трёхкомнатные», «ауыл- және су шаруашылығы» hold a hyphen before their «and».
_LOOSE_HYPHEN = re.compile(
    rf"(?<=[^\W\d_])(?:[ {NBSP}]-(?=[^\W\d_])|-[ {NBSP}](?!(?:и|или|либо|а|да|және|мен|пен|бен|не)\b)(?=[^\W\d_]))"
)
_STRAIGHT = re.compile('"')


@dataclass(frozen=True)
class Slip:
    """A slip at text[start:end]; `mended` is the one right answer, or None; `is_settled` says that saving mends it."""

    kind: str
    start: int
    end: int
    mended: str | None
    is_settled: bool


def slips(text: str, language: str) -> list[Slip]:
    """The slips of a normalised text, in order; kinds are space, hyphen, quotes, gap and sign."""
    final = typeset(text, language)
    found = [*_settled(text, final), *_left(text, final)]
    return sorted(found, key=lambda slip: (slip.start, slip.end))


def _settled(text, final):
    """What stands otherwise between two words once it is typeset; typesetting leaves the words alone."""
    for (start, end), (new_start, new_end) in zip(_gaps(text), _gaps(final), strict=True):
        old, new = text[start:end], final[new_start:new_end]
        if old.replace(NBSP, " ") != new.replace(NBSP, " "):
            yield Slip(_kind(old, new), start, end, new, is_settled=True)


def _left(text, final):
    for found in _LOST_SPACE.finditer(text):
        yield Slip("space", *found.span(), f"{found[2]} ", is_settled=False)
    for found in _LOOSE_HYPHEN.finditer(text):
        if found[0] in final:
            yield Slip("hyphen", *found.span(), None, is_settled=False)
    for (start, end), (new_start, new_end) in zip(_gaps(text), _gaps(final), strict=True):
        if _STRAIGHT.search(final, new_start, new_end):
            yield Slip("quotes", start, end, None, is_settled=False)


def _gaps(text):
    """(start, end) of what stands before, between and after the words."""
    edges = [0, *(edge for word in _WORD.finditer(text) for edge in word.span()), len(text)]
    return list(pairwise(edges))[::2]


def _kind(old, new):
    if '"' in old:
        return "quotes"
    if "-" in old and ("—" in new or "–" in new):
        return "hyphen"
    if _SPACE_BEFORE_MARK.search(old):
        return "space"
    return "gap" if re.search(rf"[ \t{NBSP}]{{2}}|\t", old) else "sign"
