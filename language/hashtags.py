"""Hashtags as people type them in Russian and Kazakh: found in text, compared, and cleaned for showing."""

import re
import unicodedata

from language.typography import MARKS, normalise

MAX_LENGTH = 60

HASHTAG = re.compile(
    rf"(?<![\w{MARKS}&/])#(?=[\d_{MARKS}]*+[^\W\d_])(\w[\w{MARKS}]{{0,{MAX_LENGTH - 1}}})(?![\w{MARKS}])"
)
_ADDRESS_OR_HASHTAG = re.compile(rf"(?:https?://|www\.)\S+|{HASHTAG.pattern}")
# A mark after a separator has lost the letter it stood over.
_SEPARATORS = re.compile(rf"(?:^|[^\w{MARKS}]|_)(?:[^\w]|_)*")
_APOSTROPHES = re.compile(r"['’ʼ]")


def find_hashtags(text: str) -> list[tuple[int, int, str]]:
    """(start, end, name) of every hashtag in normalised text; the sign # is in the span, not in the name.

    A name holds letters, digits and underscores and at least one letter, 60 characters at most. Nothing is
    found inside a web address, a word (C#) or a character reference (&#39;).
    """
    return [(*found.span(), found[1]) for found in _ADDRESS_OR_HASHTAG.finditer(text) if found[1]]


def hashtag_key(name: str) -> str:
    """What makes two spellings one hashtag: «Усольский мост», #усольский_мост and #УсольскийМост share a key.

    Case, the dots of ё and everything that parts words are ignored.
    """
    folded = unicodedata.normalize("NFC", clean_hashtag(name).casefold())
    return folded.replace("_", "").replace("ё", "е")


def clean_hashtag(text: str) -> str:
    """The name as it is shown: the words as typed, joined by underscores; "" when no letter is left."""
    name = _SEPARATORS.sub("_", normalise(_APOSTROPHES.sub("", text))).strip("_")
    name = name[:MAX_LENGTH].rstrip("_")
    return name if re.search(r"[^\W\d_]", name) else ""
