"""Latin letters that stand in Cyrillic words because they look the same: invisible to readers, fatal to search."""

import re
import unicodedata

from language.typography import MARKS

CYRILLIC_TWINS = dict(zip("ABCEHKMOPTXIƏËaceopxyihəë", "АВСЕНКМОРТХІӘЁасеорхуіһәё", strict=True))
"""Latin letters and the one Cyrillic letter of the same shape; Y has two, У and Ү."""

_TO_CYRILLIC = str.maketrans(CYRILLIC_TWINS)
# A hyphen parts a word on purpose: SMS-ка, Wi-Fi, COVID-тест.
_PART = re.compile(rf"[^\W_](?:[^\W_]|[{MARKS}])*")
_LATIN = re.compile("[A-Za-z\u00c0-\u024f\u0259]")
_CYRILLIC = re.compile("[\u0400-\u052f]")
# Latin initials with a Russian ending (ITшник) are written so on purpose.
_INITIALS_WITH_ENDING = re.compile("[A-Z]{2,}[\u0430-\u045f\u0461-\u052f]+")
_KAZAKH = re.compile("[ӘәҒғҚқҢңӨөҰұҮүҺһІі]")


def look_alikes(text: str) -> list[tuple[int, int, str, str, list[tuple[str, str]]]]:
    """(start, end, word, mended, [(letter, name of its code point)]) of every Cyrillic word with Latin letters in it.

    A word is found when each of its Latin letters has one Cyrillic twin; between hyphens stand words of their own.
    """
    found = []
    for part in _PART.finditer(text):
        word = part[0]
        letters = _LATIN.findall(word)
        if letters and _is_cyrillic(word, letters):
            named = [(letter, unicodedata.name(letter)) for letter in letters]
            found.append((*part.span(), word, word.translate(_TO_CYRILLIC), named))
    return found


def _is_cyrillic(word, letters):
    if not _CYRILLIC.search(word) or _INITIALS_WITH_ENDING.fullmatch(word):
        return False
    if "y" in letters and _KAZAKH.search(word):
        # It stands for ү as often as for у.
        return False
    return all(letter in CYRILLIC_TWINS for letter in letters)
