"""Addresses made of words: one transliteration table for Russian and Kazakh.

Russian follows the customary way of road signs and passports (ж zh, х kh, ц ts, щ shch) with й, ы as y and
ю, я as yu, ya, because that is what readers type. Kazakh letters take the nearest plain Latin letter, so that
an address stays ASCII: two words may therefore share a slug, and `unique_slug` keeps them apart.
"""

import re
import unicodedata
from collections.abc import Callable

_RUSSIAN = {
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ё": "e", "ж": "zh", "з": "z", "и": "i",
    "й": "y", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t",
    "у": "u", "ф": "f", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "", "ы": "y", "ь": "",
    "э": "e", "ю": "yu", "я": "ya",
}  # fmt: skip
_KAZAKH = {"ә": "a", "ғ": "g", "қ": "q", "ң": "n", "ө": "o", "ұ": "u", "ү": "u", "һ": "h", "і": "i"}
_NEIGHBOURS = {"ґ": "g", "є": "e", "ї": "i", "ў": "u"}
_UNDECOMPOSABLE_LATIN = {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"}
_APOSTROPHES = dict.fromkeys("'’ʼ‘`", "")

_TABLE = str.maketrans(_RUSSIAN | _KAZAKH | _NEIGHBOURS | _UNDECOMPOSABLE_LATIN | _APOSTROPHES)


def slugify(text: str, max_length: int = 80) -> str:
    """A lower-case ASCII slug of at most max_length characters, cut between words; "" when none is left."""
    slug = "-".join(re.findall(r"[a-z0-9]+", _transliterated(text)))
    return _cut(slug, max_length)


def unique_slug(text: str, taken: Callable[[str], bool], fallback: str, max_length: int = 80) -> str:
    """The slug of text (or fallback, when it has none) that is not taken: slug, slug-2, slug-3 …"""
    base = slugify(text, max_length) or fallback
    candidate, number = base, 1
    while taken(candidate):
        number += 1
        suffix = f"-{number}"
        candidate = _cut(base, max_length - len(suffix)) + suffix
    return candidate


def _transliterated(text: str) -> str:
    letters = unicodedata.normalize("NFC", text).casefold().translate(_TABLE)
    if letters.isascii():
        return letters
    # Only now may letters fall apart: decomposed earlier, й would lose its breve and become и.
    bare = "".join(c for c in unicodedata.normalize("NFKD", letters) if not unicodedata.combining(c))
    return bare.casefold().translate(_TABLE)


def _cut(slug: str, max_length: int) -> str:
    if len(slug) <= max_length:
        return slug
    whole_words = slug[: max_length + 1].rpartition("-")[0]
    return whole_words or slug[:max_length]
