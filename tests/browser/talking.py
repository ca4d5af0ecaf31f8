"""Readers who talk, and pages that listen, on the real site."""

import pytest
from playwright.sync_api import expect

from comments.models import Comment
from comments.posting import Sender
from people.models import Visitor
from tests.browser.conftest import SIZES
from tests.builders import make_article, number

on_both = pytest.mark.parametrize("open_page", SIZES, indirect=True)

COUNT_SHIFTS = """
    window.shifts = 0;
    new PerformanceObserver((list) => list.getEntries().forEach((entry) => (window.shifts += entry.value)))
        .observe({ type: "layout-shift", buffered: true });
"""


def long_story(headline="Мост закрыт", **fields):
    """An article whose comments begin below the window."""
    return make_article(headline, body="<p>Полоса закрыта до пятницы, объезд через дамбу.</p>" * 60, **fields)


def say(article, text, name="Ольга", parent=None):
    """Say something as a reader of their own, elsewhere."""
    sender = Sender(Visitor(), False, f"10.{next(number) % 250}.{next(number) % 250}.7")
    return Comment.objects.post(article, sender, name=name, text=text, parent=parent)[0]


def fill(page, text, name="Марат"):
    """Fill in the form under the article, and wait for its script."""
    page.locator("comment-form").scroll_into_view_if_needed()
    page.evaluate("customElements.whenDefined('comment-form').then(() => null)")
    page.locator("#id_name").fill(name)
    page.locator("#id_agree").check()
    page.locator("#id_text").fill(text)
    take_time(page)


def take_time(page):
    """Be as slow as a person who fills in a form, without waiting for it."""
    page.evaluate("document.querySelector('comment-form').touchedAt -= 5000")


def send(page):
    """Send what the form holds."""
    page.locator(".add .form-foot .button").click()


def is_live(page, state="on"):
    """Wait until the page says that its line is in this state."""
    expect(page.locator("live-state").first).to_have_attribute("data-state", state, timeout=30_000)


def in_thread(page, text):
    """Where a text stands in the discussion."""
    return page.locator("#comments .said").get_by_text(text, exact=True)
