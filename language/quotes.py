"""Which quotation marks of a text belong together, and how Russian and Kazakh print them.

Outer quotes are « », quotes inside quotes „ “. Only marks that form a pair are printed anew; a mark without
its other half stays as it was typed, because guessing would put a wrong one in its place.
"""

import re

_MARK = re.compile(r'["“”„‟«»]')
_CERTAINLY_OPENING = "«„"
_PARTNER = {"»": "«", "“": "„"}
_OPENING_NEIGHBOURS = frozenset("([{-–—/")
_NEVER_QUOTED_FIRST = frozenset(",;:!?)]}")


def printed_quotes(text: str) -> list[tuple[int, str]]:
    """(position, printed mark) of every paired quotation mark, in order."""
    printed, level = [], 0
    partners = _pairs(text)
    for position in sorted(partners):
        opens = partners[position] > position
        level -= not opens
        printed.append((position, ("„“" if level else "«»")[not opens]))
        level += opens
    return printed


class _Waiting:
    """Opening marks still without a partner; the latest « or „ is at hand however many others wait."""

    def __init__(self) -> None:
        self._marks: list[tuple[int, str]] = []
        self._certain: list[int] = []

    def latest(self) -> str:
        return self._marks[-1][1] if self._marks else ""

    def add(self, position: int, mark: str) -> None:
        if mark in _CERTAINLY_OPENING:
            self._certain.append(len(self._marks))
        self._marks.append((position, mark))

    def take(self, mark: str) -> int:
        """Where the latest of « and „ is, if it is the given mark, else the latest of all; later ones are dropped.

        No « or „ is ever dropped, so that printing a pair anew cannot give its closing mark another partner.
        """
        depth = len(self._marks) - 1
        if self._certain and self._marks[self._certain[-1]][1] == mark:
            depth = self._certain[-1]
        if self._certain and self._certain[-1] == depth:
            self._certain.pop()
        position = self._marks[depth][0]
        del self._marks[depth:]
        return position


def _pairs(text: str) -> dict[int, int]:
    """Position → partner's position. Pairs never cross and are never empty."""
    partners: dict[int, int] = {}
    waiting = _Waiting()
    last_opened = -1
    for found in _MARK.finditer(text):
        position, mark = found.start(), found[0]
        faces_a_word = _faces_a_word(text, position, last_opened == position - 1)
        if _opens(text, position, faces_a_word, bool(waiting.latest())):
            waiting.add(position, mark)
            last_opened = position
        elif not faces_a_word and last_opened < position - 1 and _closes(text, position, waiting.latest()):
            opening = waiting.take(_PARTNER.get(mark, ""))
            partners[opening], partners[position] = position, opening
    return partners


def _faces_a_word(text: str, position: int, after_opening: bool) -> bool:
    """Nothing but an opening mark can stand here: text follows, and what is before ends no word."""
    before = text[position - 1 : position]
    ends_nothing = not before or before.isspace() or before in _OPENING_NEIGHBOURS or after_opening
    return ends_nothing and _is_followed_by_text(text, position)


def _opens(text: str, position: int, faces_a_word: bool, inside: bool) -> bool:
    mark, after = text[position], text[position + 1 : position + 2]
    if mark == "»":
        return False
    if mark in _CERTAINLY_OPENING:
        return _is_followed_by_text(text, position)
    return faces_a_word or (not inside and not _is_inch(text, position) and after.isalnum())


def _closes(text: str, position: int, waiting: str) -> bool:
    if not waiting or text[position] in _CERTAINLY_OPENING or text[position - 1].isspace():
        return False
    return waiting == '"' or not _is_inch(text, position)


def _is_followed_by_text(text: str, position: int) -> bool:
    after = text[position + 1 : position + 2]
    return bool(after) and not after.isspace() and after not in _NEVER_QUOTED_FIRST


def _is_inch(text: str, position: int) -> bool:
    """5" may be five inches; whether it closes a quote instead depends on what is open."""
    return text[position] == '"' and text[position - 1 : position].isdigit()
