"""Finding what a reader has marked: checked against what the article really says, never believed."""

from dataclasses import dataclass

from articles.wording import wording_of
from corrections.changes import whole_words
from corrections.following import Lost, Place, follow
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


def locate(article, selector):
    """Return the Place of the marked words in the article's newest revision, or None when they are not there.

    Where the block of the named revision holds them, they are followed from there; otherwise they must stand in the
    newest words once, with their neighbours. The article's row is locked by the caller.
    """
    exact = canonical(selector.exact).text.strip()
    newest = article.revisions.order_by("-number").first()
    if not exact or newest is None:
        return None
    words = wording_of(newest.snapshot)
    place = _followed(article, newest, selector, exact) or _only_match(words, selector, exact)
    if place is None:
        return None
    return Place(place.block, *_without_blanks(words[place.block], place))


def quote_at(words, place):
    """Return the characters of the place."""
    return words[place.block][place.start : place.end]


def _followed(article, newest, selector, exact):
    """Return where the words that stood at the named place of the named revision are now."""
    if not 0 <= newest.number - selector.revision <= MOST_REVISIONS:
        return None
    since = article.revisions.filter(number__gte=selector.revision).order_by("number")
    place, before = None, None
    for revision in since.iterator(chunk_size=5):
        words = wording_of(revision.snapshot)
        if before is None:
            place = _stated(words, selector, exact) if revision.number == selector.revision else None
        else:
            place = follow(before, words, place)
        if place is None or isinstance(place, Lost):
            return None
        before = words
    return place


def _stated(words, selector, exact):
    text = canonical(words.get(selector.block, ""))
    if not 0 <= selector.start < selector.end < len(text.origins):
        return None
    if text.text[selector.start : selector.end] != exact:
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
