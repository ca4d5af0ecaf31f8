"""The moderators' queue in a real browser, decided on by keys alone, and without scripts."""

import pytest
from playwright.sync_api import expect

from comments.models import Comment
from live.models import Head
from people.bans import Ban
from people.models import User
from tests.browser.conftest import is_too_wide, log_in
from tests.builders import ago, make_comment

QUEUE = "/admin/comments/comment/queue/"


@pytest.fixture
def anna():
    return User.objects.create_superuser("anna", password="anna-anna-1", first_name="Анна")


@pytest.fixture
def held():
    """Three comments that wait, the longest waiting first."""
    # Emptying the database after the test before took the log's one row away, which a migration makes.
    Head.objects.get_or_create(pk=1)
    return [make_comment(text=f"Слова {n}", state="held", created_at=ago(minutes=60 - n)) for n in range(3)]


def open_queue(page, user):
    log_in(page, user)
    page.goto(QUEUE)
    expect(page.locator(".mod-rows")).to_be_visible()
    return page


@pytest.fixture
def queue(page, anna, held):
    """The queue before Anna, its keys listening."""
    open_queue(page, anna)
    expect(row(page, held[0])).to_be_focused()
    return page


def row(page, comment):
    return page.locator(f"#comment-{comment.pk}")


def state(comment):
    return Comment.objects.get(pk=comment.pk).state


def test_a_queue_is_worked_off_by_keys(queue, held):
    queue.keyboard.press("a")
    expect(row(queue, held[1])).to_be_focused()
    queue.keyboard.press("h")
    queue.keyboard.press("3")
    expect(row(queue, held[2])).to_be_focused()
    queue.keyboard.press("b")
    queue.keyboard.press("2")
    queue.keyboard.press("4")
    expect(queue.locator(".is-decided")).to_have_count(3)

    assert [state(comment) for comment in held] == ["shown", "hidden", "hidden"]
    assert Comment.objects.get(pk=held[1].pk).hidden_for == "obscenity"
    assert Ban.objects.get().reason == "advertising"


def test_the_last_decision_is_undone_by_a_key_and_read_again(queue, held):
    queue.keyboard.press("a")
    expect(row(queue, held[0])).to_have_class("mod-row is-decided")

    queue.keyboard.press("z")

    expect(row(queue, held[0])).to_have_class("mod-row")
    assert state(held[0]) == "held"


def test_one_goes_down_and_up_and_sees_the_keys(queue, held):
    queue.keyboard.press("j")
    queue.keyboard.press("j")
    expect(row(queue, held[2])).to_be_focused()
    queue.keyboard.press("k")
    expect(row(queue, held[1])).to_be_focused()
    queue.keyboard.press("?")
    expect(queue.locator("#desk-shortcuts")).to_be_visible()
    queue.keyboard.press("a")

    assert state(held[1]) == "held"


def test_a_key_that_is_held_decides_once(queue, held):
    queue.keyboard.down("a")
    expect(row(queue, held[1])).to_be_focused()
    queue.keyboard.down("a")
    queue.keyboard.up("a")
    queue.keyboard.press("j")
    queue.keyboard.press("a")
    expect(row(queue, held[2])).to_have_class("mod-row is-decided")

    assert [state(comment) for comment in held] == ["shown", "held", "shown"]


def test_a_digit_that_is_held_chooses_once(queue, held):
    queue.keyboard.press("b")
    queue.keyboard.down("2")
    queue.keyboard.down("2")
    queue.keyboard.up("2")
    queue.keyboard.press("1")
    expect(row(queue, held[0])).to_have_class("mod-row is-decided")

    assert Ban.objects.get().reason == "insult"


def test_one_may_hold_a_key_to_go_on(queue, held):
    queue.keyboard.down("j")
    queue.keyboard.down("j")
    queue.keyboard.up("j")

    expect(row(queue, held[2])).to_be_focused()


def test_the_ways_to_decide_stand_in_one_line_of_one_height(queue, held):
    buttons = row(queue, held[0]).locator(".mod-acts .button:visible").all()

    assert len(buttons) == 4
    assert {button.bounding_box()["height"] for button in buttons} == {32}


def test_a_reply_is_typed_and_its_letters_are_no_keys(queue, held):
    queue.keyboard.press("r")
    queue.keyboard.type("a z h, спасибо")
    queue.keyboard.press("Control+Enter")
    expect(row(queue, held[0])).to_have_class("mod-row is-decided")

    assert Comment.objects.get(from_newsroom=True).text == "a z h, спасибо"
    assert state(held[0]) == "shown"


def test_the_second_moderator_is_told_and_the_row_shows_what_was_decided(queue, held):
    held[0].hide(User.objects.create_superuser("boris", first_name="Борис"), "hate")

    queue.keyboard.press("a")

    expect(queue.locator(".mod-said.is-wrong")).to_contain_text("Борис")
    expect(row(queue, held[0])).to_have_class("mod-row is-decided")
    queue.complaints.clear()
    assert state(held[0]) == "hidden"


def test_hostile_text_stays_in_its_row_on_a_phone(phone, anna):
    make_comment(text="ы" * 3000 + "\u0301" * 300, state="held")
    make_comment(text="http://" + "a" * 3000, state="held")

    open_queue(phone, anna)

    assert not is_too_wide(phone)


@pytest.mark.parametrize("language", ["ru", "kk"])
def test_no_switch_is_wider_than_a_phone(phone, anna, live_server, language):
    phone.context.add_cookies([{"name": "desk_language", "value": language, "url": live_server.url}])

    open_queue(phone, anna)

    assert phone.get_attribute("html", "lang") == language
    assert not is_too_wide(phone)


def test_the_bans_are_read_on_a_phone(phone, anna):
    comment = make_comment()
    ban = Ban.objects.create(visitor=comment.visitor, reason="advertising", by=anna)
    log_in(phone, anna)

    phone.goto("/admin/comments/comment/bans/")

    reason = phone.locator(f"#ban-{ban.pk} td", has_text="реклама или спам")
    assert reason.bounding_box()["height"] < 30
    assert not is_too_wide(phone)


def test_it_works_without_scripts(chromium, live_server, anna, held):
    context = chromium.new_context(base_url=live_server.url, java_script_enabled=False)
    page = open_queue(context.new_page(), anna)

    row(page, held[0]).locator("[data-key=KeyA]").click()
    row(page, held[1]).locator("[data-key=KeyH]").click()
    row(page, held[1]).locator("[name=reason][value=hate]:visible").click()

    expect(page.locator(".mod-row")).to_have_count(1)
    assert [state(comment) for comment in held] == ["shown", "hidden", "held"]
    page.click(".mod-undo button")
    expect(page.locator(".mod-row")).to_have_count(2)
    context.close()
