"""A reading is told by a real browser: once, after some seconds in view, without a word about the reader."""

from threading import TIMEOUT_MAX

import pytest

from articles.tally import Tally
from tests.builders import make_article


@pytest.fixture
def tally(monkeypatch):
    """The tally of this process, which writes when it is told to."""
    tally = Tally(seconds=TIMEOUT_MAX)
    monkeypatch.setattr("articles.views.tally", tally)
    yield tally
    tally.finish()


@pytest.fixture
def told(page):
    """What the page tells: the requests it posts."""
    told = []
    page.clock.install()
    page.on("request", lambda request: request.method == "POST" and told.append(request))
    return told


def readings(article):
    return sum(article.readership.values_list("count", flat=True))


def test_it_tells_once_after_some_seconds(page, told, tally):
    article = make_article()
    page.goto(article.get_absolute_url())
    page.clock.run_for(4000)
    early = len(told)
    with page.expect_response("**/read/"):
        page.clock.run_for(2000)
    page.reload()
    page.clock.run_for(10_000)

    tally.write()

    assert (early, len(told)) == (0, 1)
    assert readings(article) == 1
    assert told[0].post_data is None
    assert "cookie" not in told[0].all_headers()


def test_a_page_that_nobody_sees_tells_nothing(page, told, tally):
    page.add_init_script("Object.defineProperty(document, 'hidden', { value: true, writable: true })")
    page.goto(make_article().get_absolute_url())
    page.clock.run_for(60_000)
    unseen = len(told)

    page.evaluate("document.hidden = false; document.dispatchEvent(new Event('visibilitychange'))")
    with page.expect_response("**/read/"):
        page.clock.run_for(6000)

    assert (unseen, len(told)) == (0, 1)
