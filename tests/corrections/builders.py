"""A report as a reader sends it, in as few words as a test needs."""

import uuid

from articles.wording import wording_of
from corrections.anchoring import Selector
from corrections.taking_in import Wanted, take_in
from language.anchors import canonical
from tests.builders import make_visitor


def words_of(article):
    """The article's words in its newest revision."""
    article.keep_revision(None)
    return wording_of(article.newest_revision.snapshot)


def selector(article, exact, block="1", nth=1):
    """What a browser says when the nth place of the words in a block is marked."""
    text = canonical(words_of(article)[block]).text
    start = -1
    for _time in range(nth):
        start = text.index(exact, start + 1)
    end = start + len(exact)
    return Selector(
        exact=exact,
        prefix=text[max(0, start - 32) : start],
        suffix=text[end : end + 32],
        block=block,
        start=start,
        end=end,
        revision=article.newest_revision.number,
    )


def report(
    article, exact, suggestion=None, block="1", nth=1, visitor=None, weight=1.0, key=None, marked=None, **wanted
):
    """A report taken in."""
    chosen = marked or selector(article, exact, block, nth)
    wanted = Wanted(chosen, suggestion, **wanted)
    return take_in(article, key or uuid.uuid4(), wanted, visitor or make_visitor(), weight)
