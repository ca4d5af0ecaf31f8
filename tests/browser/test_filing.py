"""How much a story costs the hand that files it."""

import pytest
from playwright.sync_api import expect

from articles.models import Article
from tests.browser.test_desk import anna, desk, drop, editor, photo, rows

__all__ = ["anna", "desk"]

MOST = 12
PARAGRAPH = "Рабочие вышли на мост в шесть утра и до полудня сняли сорок метров старых перил " * 3


class Hand:
    """Counts what is done besides typing: clicks, choices, drops, keys that command."""

    def __init__(self, desk):
        self.desk = desk
        self.done = 0

    def click(self, selector):
        self.done += 1
        self.desk.locator(selector).first.click()

    def press(self, key):
        self.done += 1
        self.desk.keyboard.press(key)

    def choose(self, selector, label):
        self.done += 1
        self.desk.select_option(selector, label=label)

    def drop(self, *files):
        self.done += 1
        drop(self.desk, *files)

    def type(self, text):
        self.desk.keyboard.insert_text(text)


@pytest.fixture
def hand(desk):
    return Hand(desk)


def test_five_hundred_words_and_eight_photos_cost_twelve_interactions(desk, hand):
    desk.goto("/admin/")
    hand.press("n")
    expect(editor(desk)).to_be_visible()
    expect(desk.locator("#id_headline")).to_be_focused()
    hand.type("На Усольском мосту начали менять перила")
    hand.press("Tab")
    hand.type("Мост")
    hand.press("Tab")
    hand.type("Полоса в сторону центра закрыта до пятницы.")
    hand.drop(*(photo(f"{n}.jpg", size=(1500, 1000)) for n in range(8)))
    expect(rows(desk)).to_have_count(8)
    hand.click(".ProseMirror[contenteditable=true]")
    for _paragraph in range(12):
        hand.type(PARAGRAPH)
        desk.keyboard.press("Enter")
    hand.type("Присылайте снимки с хештегом #мост")
    hand.click("[data-name=photo]")
    hand.click(".desk-dialog > .button")
    hand.click(".photo-row:not(.empty-form) [name$=-credit]")
    hand.type("Игорь Шмидт")
    hand.click("[data-does=credit]")
    hand.choose("#id_section", "Общество")
    hand.press("Control+Enter")
    hand.click("[name=preflight_seen]")
    expect(desk.locator(".messagelist .success")).to_be_visible()

    article = Article.objects.get()
    assert hand.done <= MOST
    assert (article.status, article.photos.count(), article.word_count > 500) == ("published", 8, True)
    assert [str(hashtag) for hashtag in article.hashtags.all()] == ["#мост"]
