"""The board of the front page in a real browser: dragged, looked at, published, undone."""

import pytest
from playwright.sync_api import expect

from articles.models import Article
from people.models import User
from tests.browser.conftest import is_too_wide, log_in
from tests.builders import ago, make_article

BOARD = "/admin/articles/article/board/?edition=ru"


@pytest.fixture
def stories():
    """Ten stories with photos, the newest first."""
    return [make_article(f"Новость {n}", photos=1, publish_at=ago(minutes=n + 1)) for n in range(10)]


@pytest.fixture
def anna():
    return User.objects.create_superuser("anna", password="anna-anna-1")


def open_board(page, user):
    page.on("dialog", lambda dialog: dialog.accept())
    log_in(page, user)
    page.goto(BOARD)
    expect(page.locator(".board-filter")).to_be_visible()
    return page


@pytest.fixture
def board(page, anna, stories):
    """The board before Anna."""
    return open_board(page, anna)


def slot(board, place):
    return board.locator(f".board-slot[data-place='{place}']")


def story(board, article):
    return board.locator(f".board-story[data-article='{article.pk}']")


def publish(board):
    board.click(".submit-row .default")
    expect(board.locator(".messagelist .success")).to_be_visible()


def test_a_story_is_dragged_into_the_lead_looked_at_published_and_undone(board, stories):
    story(board, stories[4]).drag_to(slot(board, 1))
    expect(slot(board, 1).locator(".board-standing b")).to_have_text("Новость 4")

    with board.expect_popup() as opened:
        board.click("[formtarget=_blank]")
    expect(opened.value.locator(".lead-story h2")).to_have_text("Новость 4")
    assert not Article.objects.filter(front_place=1).exists()
    opened.value.close()

    publish(board)
    front = board.context.new_page()
    front.goto("/")
    expect(front.locator(".lead-story h2")).to_have_text("Новость 4")

    board.click("[name=undo]")
    expect(board.locator(".messagelist .success")).to_be_visible()
    front.reload()
    expect(front.locator(".lead-story h2")).to_have_text("Новость 0")


def test_stories_of_two_places_change_with_each_other_and_take_their_until_along(board, stories):
    board.set_viewport_size({"width": 1280, "height": 1600})
    slot(board, 1).locator("select").select_option(str(stories[4].pk))
    slot(board, 1).locator("input").fill("2040-01-01T10:00")
    slot(board, 2).locator("select").select_option(str(stories[5].pk))

    slot(board, 1).locator(".board-standing").drag_to(slot(board, 2))

    expect(slot(board, 2).locator("select")).to_have_value(str(stories[4].pk))
    expect(slot(board, 2).locator("input")).to_have_value("2040-01-01T10:00")
    expect(slot(board, 1).locator("select")).to_have_value(str(stories[5].pk))
    expect(slot(board, 1).locator("input")).to_have_value("")


def test_the_places_that_fill_themselves_show_what_readers_will_see(board, stories):
    slot(board, 3).locator("select").select_option(str(stories[0].pk))
    told = board.locator(".board-filled:visible span").all_text_contents()

    publish(board)

    assert told == ["Новость 1", "Новость 2", "Новость 3", "Новость 4", "Новость 5", "Новость 6"]
    assert board.locator(".board-filled:visible span").all_text_contents() == told


def test_a_place_is_freed_by_one_click(board, stories):
    slot(board, 1).locator("select").select_option(str(stories[4].pk))

    slot(board, 1).locator("[data-does=free]").click()

    expect(slot(board, 1).locator("select")).to_have_value("")
    expect(slot(board, 1).locator(".board-filled span")).to_have_text("Новость 0")


def test_the_list_is_sifted_while_typing(board, stories):
    board.fill(".board-filter", "новость 7")

    expect(board.locator(".board-story:visible")).to_have_count(1)


def test_leaving_with_an_unpublished_choice_asks_first(page, anna, stories):
    board = open_board(page, anna)
    asked = []
    board.on("dialog", lambda dialog: asked.append(dialog.type))
    slot(board, 1).locator("select").select_option(str(stories[4].pk))
    slot(board, 1).locator("h2").click()

    board.goto("/admin/")

    assert asked == ["beforeunload"]


def test_it_works_without_scripts(chromium, live_server, anna, stories):
    context = chromium.new_context(base_url=live_server.url, java_script_enabled=False)
    page = context.new_page()
    log_in(page, anna)
    page.goto(BOARD)

    slot(page, 1).locator("select").select_option(str(stories[4].pk))
    publish(page)

    assert Article.objects.get(front_place=1) == stories[4]
    context.close()


def test_the_board_fits_a_phone(phone, anna, stories):
    board = open_board(phone, anna)
    slot(board, 1).locator("select").select_option(str(stories[4].pk))

    assert not is_too_wide(board)


class Finger:
    """A finger on the page: Chromium's own touch events, which no mouse sends."""

    def __init__(self, page):
        self.page, self.wire = page, page.context.new_cdp_session(page)

    def touch(self, kind, *points):
        self.wire.send(
            "Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": x, "y": y} for x, y in points]}
        )

    def drag(self, thing, place):
        """Put down on the thing, move until the places are at hand, and let go over the place."""
        thing.scroll_into_view_if_needed()
        x, y = middle(thing)
        self.touch("touchStart", (x, y))
        self.touch("touchMove", (x + 4, y - 16))
        expect(self.page.locator("desk-board")).to_have_class("is-dragging")
        self.touch("touchMove", middle(place))
        expect(place).to_contain_class("is-over")
        self.touch("touchEnd")


def middle(thing):
    box = thing.bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def test_a_finger_drags_a_story_into_a_place(phone, anna, stories):
    board = open_board(phone, anna)

    Finger(board).drag(story(board, stories[8]).locator(".board-handle"), slot(board, 5))

    expect(slot(board, 5).locator("select")).to_have_value(str(stories[8].pk))
    publish(board)
    assert Article.objects.get(front_place=5) == stories[8]


def test_a_finger_changes_two_places_with_each_other(phone, anna, stories):
    board = open_board(phone, anna)
    slot(board, 1).locator("select").select_option(str(stories[4].pk))
    slot(board, 2).locator("select").select_option(str(stories[5].pk))

    Finger(board).drag(slot(board, 1).locator(".board-handle"), slot(board, 2))

    expect(slot(board, 2).locator("select")).to_have_value(str(stories[4].pk))
    expect(slot(board, 1).locator("select")).to_have_value(str(stories[5].pk))


def test_a_finger_beside_the_handle_scrolls_and_drags_nothing(phone, anna, stories):
    board = open_board(phone, anna)
    words = story(board, stories[2]).locator(".board-words")
    words.scroll_into_view_if_needed()
    finger, (x, y) = Finger(board), middle(words)

    finger.touch("touchStart", (x, y))
    finger.touch("touchMove", (x, y - 60))
    finger.touch("touchMove", (x, y - 120))

    expect(board.locator(".dragged")).to_have_count(0)
    finger.touch("touchEnd")
    assert board.locator("desk-board").get_attribute("class") in (None, "")


def test_escape_and_letting_go_beside_the_places_change_nothing(board, stories):
    story(board, stories[4]).hover()
    board.mouse.down()
    board.mouse.move(*middle(slot(board, 1)), steps=4)
    expect(slot(board, 1)).to_contain_class("is-over")
    board.keyboard.press("Escape")
    board.mouse.up()

    story(board, stories[4]).drag_to(board.locator(".submit-row"))

    expect(board.locator(".dragged")).to_have_count(0)
    expect(slot(board, 1).locator("select")).to_have_value("")
