"""Finding what a reader has marked: checked against what the article really says, never believed."""

from dataclasses import dataclass
from typing import NamedTuple

from articles.wording import wording_of
from corrections.changes import whole_words
from corrections.following import Place, follow
from language.anchors import canonical

MOST_REVISIONS = 40
AROUND = 32


@dataclass(frozen=True)
class Selector:
    """What was marked, as the browser tells it: a text position and a text quote selector (W3C Web Annotation, 4.2).

    `start` and `end` count code points of the block's canonical text (language.anchors); from a form without scripts
    come the words alone.
    """

    exact: str
    prefix: str = ""
    suffix: str = ""
    block: str = ""
    start: int = 0
    end: int = 0
    revision: int = 0


class Seen(NamedTuple):
    """The Place of words in the last revision that had them, and the number of that one."""

    place: Place
    revision: int


def locate(article, selector):
    """Return the Place of the marked words in the article's newest revision, or None when they are not there.

    Where the block of the named revision holds them, they are followed from there and never looked up again;
    otherwise they must stand in the newest words once, with their neighbours. The article's row is locked by the
    caller.
    """
    exact, newest = _exact(selector), article.newest_revision
    if not exact or newest is None:
        return None
    words, seen = wording_of(newest.snapshot), last_seen(article, selector)
    if seen and seen.revision != newest.number:
        return None
    place = seen.place if seen else _only_match(words, selector, exact)
    return place and Place(place.block, *_without_blanks(words[place.block], place))


def last_seen(article, selector):
    """Return where the words Seen at the named place of the named revision stood last.

    None if they never stood there, or if that revision is too old to be followed from.
    """
    seen, before = None, None
    since = article.revisions.filter(number__gte=selector.revision).order_by("number")
    if since.count() > MOST_REVISIONS:
        return None
    for revision in since.iterator(chunk_size=5):
        words = wording_of(revision.snapshot)
        if before is None:
            place = _stated(words, selector) if revision.number == selector.revision else None
        else:
            place = follow(before, words, seen.place)
        if not isinstance(place, Place):
            return seen
        seen, before = Seen(place, revision.number), words
    return seen


def quote_at(words, place):
    """Return the characters of the place."""
    return words[place.block][place.start : place.end]


def _exact(selector):
    return canonical(selector.exact).text.strip()


def _stated(words, selector):
    text = canonical(words.get(selector.block, ""))
    if not 0 <= selector.start < selector.end < len(text.origins):
        return None
    if text.text[selector.start : selector.end] != _exact(selector):
        return None
    return Place(selector.block, *text.raw(selector.start, selector.end))


def _only_match(words, selector, exact):
    prefix, suffix = canonical(selector.prefix).text[-AROUND:], canonical(selector.suffix).text[:AROUND]
    found = []
    for block, raw in words.items():
        text = canonical(raw)
        begin = text.text.find(prefix + exact + suffix)
        while begin >= 0 and len(found) < 2:
            start = begin + len(prefix)
            found.append(Place(block, *text.raw(start, start + len(exact))))
            begin = text.text.find(prefix + exact + suffix, begin + 1)
    return found[0] if len(found) == 1 else None


def _without_blanks(text, place):
    quote = text[place.start : place.end]
    start = place.start + len(quote) - len(quote.lstrip())
    return whole_words(text, start, place.end - len(quote) + len(quote.rstrip()))
