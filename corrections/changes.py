"""What a reader proposes, as the smallest change of the stored text: the key by which reports meet, and the patch."""

import re
from typing import NamedTuple

from language.anchors import canonical
from language.typography import MARKS, normalise, typeset

_WORD = re.compile(rf"[^\W_](?:[^\W_]|[{MARKS}'’ʼ-])*")
_ADDRESS = re.compile(r"https?:|www\.|\w\.(?:kz|ru|com|net|org)\b", re.IGNORECASE)
LONGER = 3


class Change(NamedTuple):
    """The characters of a block from start to end, whole words, and what they become."""

    start: int
    end: int
    text: str


def change(text, start, end, wanted, language):
    """Return the Change that makes the characters from start to end read as wanted, or None if they do already.

    What is alike at both ends is left out and the rest widened to whole words. The new words are typeset as they
    would be on saving, so that what is proposed is what will stand there.
    """
    old, new = canonical(text[start:end]), canonical(normalise(wanted))
    before, behind = alike(old.text, new.text)
    first, last = old.raw(before, len(old.text) - behind)
    middle = new.text[before : len(new.text) - behind]
    mended = typeset(text[: start + first] + middle + text[start + last :], language)
    if mended == text:
        return None
    before, behind = alike(text, mended)
    first, last = whole_words(text, before, len(text) - behind)
    return Change(first, last, mended[first : len(mended) - (len(text) - last)])


def common_start(one, other):
    """Return how many characters (or items) two texts (or lists) begin with alike."""
    pairs = zip(one, other, strict=False)
    return next((place for place, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))


def alike(old, new):
    """Return how many characters are the same (at the beginning, at the end); those are never the same twice."""
    before = common_start(old, new)
    behind = common_start(old[before:][::-1], new[before:][::-1])
    return before, behind


def trimmed(change, text):
    """Return the Change without what stays as it is."""
    old = text[change.start : change.end]
    before, behind = alike(old, change.text)
    new = change.text[before : len(change.text) - behind]
    return Change(change.start + before, change.end - behind, new)


def whole_words(text, start, end):
    """Return the range widened to the ends of its words; one that holds nothing takes its neighbours in."""
    for word in _WORD.finditer(text):
        if word.start() <= start <= word.end() or word.start() <= end <= word.end():
            touches = (word.start() < end and word.end() > start) or start == end
            start, end = (min(start, word.start()), max(end, word.end())) if touches else (start, end)
    if start == end:
        start, end = max(0, start - 1), min(len(text), end + 1)
    return start, end


def label_of(old, new):
    """Name a difference that an editor may overlook: "yo", "quotes", "blanks", "deletion"; or ""."""
    if not new.strip():
        return "deletion"
    if old.translate(str.maketrans("ёЁ", "еЕ")) == new.translate(str.maketrans("ёЁ", "еЕ")):
        return "yo"
    for label, pattern in (("blanks", r"\s"), ("quotes", "[«»„“”\"'’]")):
        if re.sub(pattern, "", old) == re.sub(pattern, "", new):
            return label
    return ""


def looks_abusive(quote, wanted):
    """Tell whether the proposal is rather an advertisement or a scrawl: an address, or far longer than the quote."""
    brings_address = _ADDRESS.search(wanted) and not _ADDRESS.search(quote)
    return bool(brings_address) or len(wanted) > LONGER * len(quote) + 20
