"""What goes wrong around the form of an article, in a real browser: nothing typed is lost, nothing is saved twice."""

import re
from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission
from playwright.sync_api import expect

from articles.desk import autosave
from articles.models import Article, Autosave
from people.models import User
from tests.browser.conftest import log_in
from tests.browser.test_autosave import (
    KEPT,
    LOGGED_OUT,
    OFFER,
    UNREACHABLE,
    editor,
    forget_login,
    forgive,
    open_form,
    restore,
    wait_for_autosave,
    wait_until,
    write,
)
from tests.builders import make_article

REFUSED = ".unsaved-status[data-state=refused]"
FULL = "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError') }"
OFF = "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('off', 'SecurityError') } })"
# What the desk's borrowed scripts say in such a browser: they remember light or dark there.
STORAGE_ERRORS = "^(full|off)$"
NO_ROOM = re.compile("нет места")
# While a page is being left Playwright does nothing in it; a person goes on typing.
TYPE_AFTER_SAVE = """([name, words]) => addEventListener("submit", () => setTimeout(() => {
    const field = document.querySelector(`[name=${name}]`);
    field.value = words;
    field.dispatchEvent(new Event("input", { bubbles: true }));
}))"""


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    """The same pauses, shorter."""
    monkeypatch.setattr(autosave, "AFTER_THE_LAST_KEY", timedelta(milliseconds=100))
    monkeypatch.setattr(autosave, "AFTER_A_FAILURE", timedelta(milliseconds=200))


@pytest.fixture
def aigul():
    """A reporter; the groups themselves do not outlive the first test with transactions."""
    user = User.objects.create_user("aigul", password="aigul-aigul-1", first_name="Айгуль", is_staff=True)
    rights = ["add_article", "change_article", "view_article", "delete_article", "add_picture"]
    user.user_permissions.set(Permission.objects.filter(codename__in=rights))
    return user


@pytest.fixture
def erlan():
    return User.objects.create_superuser("erlan", password="erlan-erlan-1", first_name="Ерлан")


@pytest.fixture
def desk(page, aigul):
    """A page on which a reporter has logged in; leaving it with changes asks nothing."""
    page.on("dialog", lambda dialog: dialog.accept())
    log_in(page, aigul)
    return page


@pytest.fixture
def draft(aigul):
    article = make_article("Лёд на реке", body="<p>Тихо.</p>", status="draft", publish_at=None, created_by=aigul)
    article.keep_revision(aigul)
    return article


def save_as(user, article, **fields):
    Article.objects.filter(pk=article.pk).update(**fields)
    article.keep_revision(user)


def excuse(page, pattern):
    page.complaints[:] = [complaint for complaint in page.complaints if not re.search(pattern, complaint)]


@pytest.mark.parametrize("storage", [FULL, OFF], ids=["full", "off"])
def test_a_browser_that_keeps_nothing_does_not_say_that_it_does(desk, draft, storage):
    desk.add_init_script(storage)
    open_form(desk, draft)
    write(desk, "Лёд тронулся", " И ясно.")
    expect(desk.locator(KEPT)).to_be_visible()

    desk.context.set_offline(True)
    write(desk, "Лёд тронулся снова", " И тепло.")
    expect(desk.locator(UNREACHABLE)).to_have_text(NO_ROOM)
    desk.context.set_offline(False)

    wait_for_autosave(desk, "headline", "Лёд тронулся снова")
    desk.click("[name=_continue]")
    expect(desk.locator(".messagelist .success")).to_be_visible()
    assert "И ясно. И тепло." in Article.objects.get().body.replace("\xa0", " ")
    excuse(desk, STORAGE_ERRORS)
    forgive(desk)


def test_logged_out_without_room_it_does_not_call_the_text_safe(desk, draft):
    desk.add_init_script(FULL)
    open_form(desk, draft)
    forget_login()

    write(desk, "Лёд тронулся", " И ясно.")

    expect(desk.locator(LOGGED_OUT)).to_have_text(NO_ROOM)
    excuse(desk, STORAGE_ERRORS)
    forgive(desk)


def test_two_clicks_on_a_slow_line_begin_one_story(desk):
    waiting = []
    desk.route("**/token/", lambda route: waiting.append(route))
    open_form(desk)
    write(desk, "Новость", "Слова.")

    desk.click("[name=_continue]")
    desk.click("[name=_continue]")
    wait_until(desk, lambda: waiting)
    for route in waiting:
        route.continue_()

    desk.wait_for_url("**/change/")
    assert len(waiting) == 1
    assert Article.objects.count() == 1


def test_words_that_come_while_a_save_is_under_way_are_offered_after_it(desk, draft):
    waiting = []
    open_form(desk, draft)
    desk.route("**/change/", lambda route: waiting.append(route) if posts(route) else route.continue_())
    write(desk, "Лёд тронулся", " И ясно.")
    desk.evaluate(TYPE_AFTER_SAVE, ["lead", "Пришло позже"])

    press(desk, "_continue")
    wait_for_autosave(desk, "lead", "Пришло позже")
    waiting.pop().continue_()

    expect(desk.locator(OFFER)).to_contain_text("Пришло позже")
    assert Article.objects.get().headline == "Лёд тронулся"
    restore(desk)
    expect(desk.locator("#id_headline")).to_have_value("Лёд тронулся")
    expect(desk.locator("#id_lead")).to_have_value("Пришло позже")


@pytest.mark.parametrize("reaches_the_server", [True, False], ids=["the server has them", "the browser has them"])
def test_words_that_come_while_a_new_story_is_being_saved_are_offered_in_it(desk, reaches_the_server):
    waiting, is_cut = [], not reaches_the_server
    open_form(desk)
    desk.route("**/add/", lambda route: waiting.append(route) if posts(route) else route.continue_())
    desk.route("**/autosave/", lambda route: route.abort() if is_cut else route.continue_())
    write(desk, "Лёд тронулся", "И ясно.")
    desk.evaluate(TYPE_AFTER_SAVE, ["lead", "Пришло позже"])

    press(desk, "_continue")
    if reaches_the_server:
        wait_for_autosave(desk, "lead", "Пришло позже")
    else:
        wait_until(desk, lambda: waiting)
    is_cut = False
    waiting.pop().continue_()

    desk.wait_for_url("**/change/")
    expect(desk.locator(OFFER)).to_contain_text("Пришло позже")
    restore(desk)
    expect(desk.locator("#id_lead")).to_have_value("Пришло позже")
    desk.click("[name=_continue]")
    expect(desk.locator(".messagelist .success")).to_be_visible()
    assert (Article.objects.get().headline, Article.objects.get().lead) == ("Лёд тронулся", "Пришло позже")
    excuse(desk, "ERR_FAILED")
    forgive(desk)


def test_a_save_that_was_stopped_can_be_asked_for_again(desk, draft, monkeypatch):
    monkeypatch.setattr(autosave, "AFTER_A_SAVE", timedelta(milliseconds=1))
    asked = []
    open_form(desk, draft)
    desk.route("**/change/", lambda route: stop_the_first(route, asked) if posts(route) else route.continue_())
    write(desk, "Лёд тронулся", " И ясно.")
    press(desk, "_continue")
    wait_until(desk, lambda: asked)

    desk.evaluate("() => new Promise((after) => setTimeout(after, 1))")
    press(desk, "_continue")

    expect(desk.locator(".messagelist .success")).to_be_visible()
    assert Article.objects.get().headline == "Лёд тронулся"
    expect(desk.locator(OFFER)).to_have_count(0)


def press(desk, name):
    """Press a button of the form, without waiting for what comes of it."""
    desk.evaluate("name => document.querySelector(`[name=${name}]`).click()", name)


def posts(route):
    return route.request.method == "POST"


def stop_the_first(route, asked):
    asked.append(route)
    if len(asked) == 1:
        route.abort("aborted")
    else:
        route.continue_()


def test_going_back_does_not_put_old_words_into_a_form_of_a_newer_version(desk, draft, erlan):
    open_form(desk, draft)
    write(desk, "Слова Айгуль", " И ясно.")
    wait_for_autosave(desk, "headline", "Слова Айгуль")
    desk.goto("/admin/")
    save_as(erlan, draft, headline="Слова Ерлана")

    desk.go_back()

    expect(editor(desk)).to_be_visible()
    expect(desk.locator("#id_headline")).to_have_value("Слова Ерлана")
    expect(desk.locator(OFFER)).to_contain_text("Ерлан")
    restore(desk)
    expect(desk.locator("#id_headline")).to_have_value("Слова Айгуль")
    expect(desk.locator("[name=base]")).to_have_value("1")


def test_a_form_that_had_begun_a_story_saves_that_story_again(desk):
    open_form(desk)
    write(desk, "Новость", "Слова.")
    desk.click("[name=_continue]")
    desk.wait_for_url("**/change/")
    begun = Autosave.objects.get()

    # As a browser shows it that kept the whole page and went back to it.
    open_form(desk)
    desk.evaluate("key => { document.querySelector('[name=draft_key]').value = key }", begun.draft_key)
    write(desk, "Новость: уточнение", "Слова. И ещё.")
    wait_for_autosave(desk, "headline", "Новость: уточнение")
    desk.click("[name=_continue]")

    desk.wait_for_url("**/change/")
    expect(desk.locator(".messagelist")).to_be_visible()
    assert Article.objects.get().headline == "Новость: уточнение"


def test_a_draft_that_went_to_review_meanwhile_is_taken_back_with_the_text(desk, draft, erlan):
    open_form(desk, draft)
    draft.send_to_review(erlan)

    write(desk, "Лёд тронулся", " И ясно.")
    expect(desk.locator(REFUSED)).to_contain_text("на проверке")
    desk.click("[name=_save]")
    expect(desk.locator(".kept-text").first).to_contain_text("Лёд тронулся")
    desk.click("[formaction$='send-back/']")
    expect(editor(desk)).to_contain_text("Тихо. И ясно.")
    with desk.expect_navigation():
        desk.click("[name=_continue]")

    saved = Article.objects.get()
    assert (saved.status, saved.headline) == ("draft", "Лёд тронулся")
    excuse(desk, "status of 40[34]")


def test_what_is_refused_can_be_copied(desk, draft, erlan):
    desk.context.grant_permissions(["clipboard-read", "clipboard-write"])
    open_form(desk, draft)
    save_as(erlan, draft, status="withdrawn")
    write(desk, "Лёд тронулся", " И ясно.")
    desk.click("[name=_save]")

    desk.click(".kept-text:first-of-type desk-copy button")

    expect(desk.locator("desk-copy [role=status]").first).not_to_be_empty()
    assert desk.evaluate("navigator.clipboard.readText()") == "Лёд тронулся"
    excuse(desk, "status of 40[34]")


def test_an_hour_of_sleep_is_not_forgotten(desk, draft):
    open_form(desk, draft)
    opened = desk.evaluate("Date.now()")
    desk.context.set_offline(True)
    # A laptop's own clock goes on while its lid is closed, the page's counter does not.
    desk.evaluate("{ const now = Date.now.bind(Date); Date.now = () => now() + 3_600_000 }")

    write(desk, "Лёд тронулся", " И ясно.")
    expect(desk.locator(UNREACHABLE)).to_be_visible()

    written = desk.evaluate(
        "JSON.parse(localStorage[Object.keys(localStorage).find((name) => name.startsWith('newsroom-unsaved:'))])"
    )["written_at"]
    assert 3_590_000 < written - opened < 3_700_000
    forgive(desk)


def test_two_tabs_of_new_stories_do_not_mix(desk):
    other = desk.context.new_page()
    open_form(desk)
    open_form(other)

    write(desk, "Первая", "Слова первой.")
    write(other, "Вторая", "Слова второй.")
    wait_for_autosave(desk, "headline", "Первая")
    wait_for_autosave(other, "headline", "Вторая")
    desk.click("[name=_continue]")
    desk.wait_for_url("**/change/")

    assert Article.objects.get().headline == "Первая"
    assert Autosave.objects.pending().get().value("headline") == "Вторая"
    expect(other.locator("#id_headline")).to_have_value("Вторая")
