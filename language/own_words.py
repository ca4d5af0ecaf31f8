"""The readers' own words: kept as they are, without what only breaks pages.

Nobody typesets a comment. What is taken out is what readers cannot see or cannot read: controls, signs that turn the
direction of a line, marks piled upon marks, spaces upon spaces.
"""

import re
import unicodedata
from itertools import groupby, islice

from language.typography import normalise

LONGEST_PILE = 3
"""Marks that one letter may carry: more than any language of the city needs, fewer than reach the next line."""

_MARKS = frozenset(["Mn", "Me"])
_SPACES = re.compile(r"[^\S\n]+")
_BLANK_LINES = re.compile(r"\n[ \n]*\n")
_LOOKS_EMPTY = "\u115f\u1160\u2800\u3164\uffa0"
_LINK = re.compile(r"https?://[^\s<>\"«»„“”]+", re.IGNORECASE)
# Addresses as people write them without http. A full stop without a space after it stands far more often between two
# words («т.е.», «г.Петропавл», «10.00.Потом»), so what follows the last one has to be a domain that there is.
_DOTTED = re.compile(r"(?<![\w-])[\w-]+(?:\.[\w-]+)+(?P<place>/\w)?")
_DOMAINS = frozenset([
    "kz", "ru", "su", "by", "ua", "uz", "kg", "tj", "tm", "az", "ge", "ee", "lt", "lv", "pl", "de", "fr", "uk", "eu",
    "cn", "tr", "il", "ae", "ly", "gl", "cc", "gg", "ai", "io", "co", "tv", "fm", "ws", "pw", "li", "tk", "com", "net",
    "org", "biz", "mobi", "app", "dev", "tel", "xyz", "icu", "vip", "bet", "casino", "poker", "рф", "ру", "кз",
])  # fmt: skip
_DOMAINS_AND_WORDS = frozenset([
    "me", "to", "be", "im", "info", "name", "pro", "online", "site", "website", "shop", "store", "club", "top", "link",
    "click", "live", "chat", "games", "game", "win", "fun", "space", "tech", "world", "page", "blog", "news", "media",
    "agency", "life", "today", "қаз", "ком",
])  # fmt: skip
"""Those that may begin a sentence after a full stop; they do it with a capital letter."""
_A_DOMAIN = re.compile("[a-z]{2,24}|xn--[a-z0-9-]+", re.IGNORECASE)
_AFTER_LINK = ".,:;!?…'’)]}"
_PAIRS = {")": "(", "]": "[", "}": "{"}


def tidy(text):
    """Return a comment as it may be stored: NFC, lines as the reader broke them, at most one blank line in a row."""
    lines = (line.strip() for line in _SPACES.sub(" ", _without_piles(normalise(text))).split("\n"))
    tidied = _BLANK_LINES.sub("\n\n", "\n".join(lines)).strip()
    return tidied if has_words(tidied) else ""


def tidy_line(text):
    """Return a name or a quote as it may be stored: on one line."""
    return " ".join(tidy(text).split())


def has_words(text):
    """Tell whether a reader would see anything of it."""
    return any(
        not character.isspace() and character not in _LOOKS_EMPTY and unicodedata.category(character)[0] not in "CM"
        for character in text
    )


def pieces(text):
    """Yield (piece, address) of a text in order: plain words have no address, links of http and https have theirs."""
    place = 0
    for found in _LINK.finditer(text):
        address = _without_end(found[0])
        if address.endswith("//"):
            continue
        yield text[place : found.start()], ""
        yield address, address
        place = found.start() + len(address)
    yield text[place:], ""


def has_link(text):
    """Tell whether the text leads elsewhere, by a link or by an address that readers have to type."""
    if any(address for _piece, address in pieces(text)) or "www." in text.lower():
        return True
    return any(_is_address(found[0], found["place"]) for found in _DOTTED.finditer(text))


def _is_address(dotted, place):
    domain = dotted.removesuffix(place or "").rpartition(".")[2]
    if place and _A_DOMAIN.fullmatch(domain):
        return True
    known = domain.lower()
    return known in _DOMAINS or (known in _DOMAINS_AND_WORDS and not domain.istitle()) or known.startswith("xn--")


def _without_piles(text):
    if _MARKS.isdisjoint(map(unicodedata.category, text)):
        return text
    kept = []
    for is_mark, run in groupby(text, lambda character: unicodedata.category(character) in _MARKS):
        kept += islice(run, LONGEST_PILE if is_mark else None)
    return "".join(kept)


def _without_end(address):
    # A full stop or a bracket after an address belongs to the sentence, a bracket opened inside to the address.
    while address[-1] in _AFTER_LINK and not _closes(address):
        address = address[:-1]
    return address


def _closes(address):
    opening = _PAIRS.get(address[-1])
    return opening is not None and address.count(opening) >= address.count(address[-1])
