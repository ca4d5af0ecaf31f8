"""Which quotation marks of a text belong together, and how Russian and Kazakh print them.

Outer quotes are « », quotes inside quotes „ “. Only marks that form a pair are printed anew; a mark without
its other half stays as it was typed, because guessing would put a wrong one in its place.
"""

import re

_MARK = re.compile(r'["“”„‟«»]')
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
    """Opening marks still without a partner; the latest of a kind is at hand however many wait."""

    def __init__(self) -> None:
        self._marks: list[tuple[int, str]] = []
        self._depths: dict[str, list[int]] = {}

    def latest(self) -> str:
        return self._marks[-1][1] if self._marks else ""

    def add(self, position: int, mark: str) -> None:
        self._depths.setdefault(mark, []).append(len(self._marks))
        self._marks.append((position, mark))

    def take(self, mark: str) -> int:
        """Where the latest such mark is, else the latest of all; strays after it are dropped."""
        depths = self._depths.get(mark)
        depth = depths[-1] if depths else len(self._marks) - 1
        while len(self._marks) > depth:
            position, dropped = self._marks.pop()
            self._depths[dropped].pop()
        return position


def _pairs(text: str) -> dict[int, int]:
    """Position → partner's position. Pairs never cross."""
    partners: dict[int, int] = {}
    waiting = _Waiting()
    last_opened = -1
    for found in _MARK.finditer(text):
        position, mark = found.start(), found[0]
        if _opens(text, position, bool(waiting.latest()), last_opened == position - 1):
            waiting.add(position, mark)
            last_opened = position
        elif _closes(text, position, waiting.latest()):
            opening = waiting.take(_PARTNER.get(mark, ""))
            partners[opening], partners[position] = position, opening
    return partners


def _opens(text: str, position: int, inside: bool, after_opening: bool) -> bool:
    mark, before, after = text[position], text[position - 1 : position], text[position + 1 : position + 2]
    if mark == "»" or not after or after.isspace() or after in _NEVER_QUOTED_FIRST:
        return False
    if mark in "«„" or not before or before.isspace():
        return True
    if before in _OPENING_NEIGHBOURS or after_opening:
        return True
    return not inside and not _is_inch(text, position) and (after.isalnum() or after in "«„")


def _closes(text: str, position: int, waiting: str) -> bool:
    mark, before = text[position], text[position - 1 : position]
    if not waiting or mark in "«„" or before.isspace():
        return False
    return waiting == '"' or not _is_inch(text, position)


def _is_inch(text: str, position: int) -> bool:
    """5" may be five inches; whether it closes a quote instead depends on what is open."""
    return text[position] == '"' and text[position - 1 : position].isdigit()
