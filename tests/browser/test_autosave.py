"""Nothing typed is lost, and nobody writes alone unawares: in a real browser, with the line cut and the login gone."""

import re
from datetime import datetime, timedelta
from time import time

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import expect

from articles import presence
from articles.desk import autosave
from articles.models import Article, Author, Autosave, Section
from people.models import User
from tests.browser.conftest import log_in
from tests.builders import make_article, make_photo

ADD = "/admin/articles/article/add/"
KEPT = ".unsaved-status[data-state=kept]"
UNREACHABLE = ".unsaved-status[data-state=unreachable]"
LOGGED_OUT = ".unsaved-status[data-state=loggedOut]"
OFFER = ".unsaved-offers li"
EXPECTED = re.compile(r"ERR_INTERNET_DISCONNECTED|status of 403")


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    """The same pauses, shorter."""
    monkeypatch.setattr(autosave, "AFTER_THE_LAST_KEY", timedelta(milliseconds=100))
    monkeypatch.setattr(autosave, "AFTER_A_FAILURE", timedelta(milliseconds=200))
    monkeypatch.setattr(presence, "HEARTBEAT", timedelta(milliseconds=300))


@pytest.fixture
def anna():
    user = User.objects.create_superuser("anna", password="anna-anna-1", first_name="Анна", last_name="Ким")
    Author.objects.create(byline_ru="Анна Ким", user=user)
    return user


@pytest.fixture
def boris():
    return User.objects.create_superuser("boris", password="boris-boris-1", first_name="Борис")


@pytest.fixture
def desk(page, anna):
    """A page on which Anna has logged in; leaving it with changes asks nothing."""
    Section.objects.create(name_ru="Общество", name_kk="Қоғам", slug_ru="obshchestvo", slug_kk="qogam")
    page.on("dialog", lambda dialog: dialog.accept())
    log_in(page, anna)
    return page


def log_in_by_form(page, name):
    page.goto("/admin/login/")
    fill_login(page, name)
    page.wait_for_url("**/admin/")


def fill_login(page, name):
    page.fill("#id_username", name)
    page.fill("#id_password", f"{name}-{name}-1")
    page.click("#login-form [type=submit]")


def open_form(page, article=None):
    page.goto(f"/admin/articles/article/{article.pk}/change/" if article else ADD)
    expect(editor(page)).to_be_visible()


def editor(page):
    return page.locator(".ProseMirror[contenteditable=true]").first


def write(page, headline, body):
    page.fill("#id_headline", headline)
    editor(page).click()
    page.keyboard.press("Control+End")
    page.keyboard.insert_text(body)


def forget_login():
    Session.objects.all().delete()


def forgive(desk):
    """A cut line and a refused token are what the test asked for; Chromium reports them as failed loads."""
    desk.complaints[:] = [complaint for complaint in desk.complaints if not EXPECTED.search(complaint)]


def copies(page):
    return page.evaluate("Object.keys(localStorage).filter((name) => name.startsWith('newsroom-unsaved:')).length")


def wait_until(page, condition):
    """Let the page go on until the condition holds; the page's policy forbids Playwright's own way."""
    for _attempt in range(50):
        if condition():
            return
        page.wait_for_timeout(100)
    raise AssertionError("it did not come to pass")


def wait_for_autosave(page, name, value):
    """Let the page go on until the server has this value."""
    wait_until(page, lambda: any(kept.value(name) == value for kept in Autosave.objects.all()))


def reopen(page, article=None):
    """Another window of the same browser, as after a crash."""
    other = page.context.new_page()
    page.close()
    open_form(other, article)
    return other


def restore(page):
    page.locator(f"{OFFER} a").click()
    expect(page).to_have_url(re.compile("autosave="))
    expect(editor(page)).to_be_visible()


def test_what_is_typed_is_kept_without_a_save(desk):
    article = make_article("Лёд на реке")
    open_form(desk, article)

    write(desk, "Лёд тронулся", "Вечером.")

    expect(desk.locator(KEPT)).to_be_visible()
    wait_until(desk, lambda: "Вечером." in Autosave.objects.get().value("body"))
    wait_until(desk, lambda: copies(desk) == 0)
    assert Autosave.objects.get().value("headline") == "Лёд тронулся"
    assert Article.objects.get().headline == "Лёд на\xa0реке"


def test_a_form_that_is_only_looked_at_keeps_nothing(desk):
    article = make_article(photos=2)
    open_form(desk, article)

    expect(desk.locator(".photo-row:not(.empty-form)")).to_have_count(2)
    desk.goto("/admin/")

    assert copies(desk) == 0
    assert not Autosave.objects.exists()


def test_a_cut_line_loses_nothing(desk):
    article = make_article("Лёд на реке")
    open_form(desk, article)
    desk.context.set_offline(True)

    write(desk, "Лёд тронулся", "Вечером.")
    expect(desk.locator(UNREACHABLE)).to_be_visible()
    kept_here = copies(desk)
    desk.click("[name=_save]")
    expect(desk.locator("#id_headline")).to_have_value("Лёд тронулся")
    desk.context.set_offline(False)
    expect(desk.locator(KEPT)).to_be_visible()

    assert kept_here == 1
    assert Autosave.objects.get().value("headline") == "Лёд тронулся"
    forgive(desk)


def test_a_crash_while_the_line_is_cut_loses_nothing(desk):
    article = make_article("Лёд на реке", body="<p>Тихо.</p>")
    open_form(desk, article)
    desk.context.set_offline(True)
    write(desk, "Лёд тронулся", " И ясно.")
    expect(desk.locator(UNREACHABLE)).to_be_visible()
    forgive(desk)

    other = desk.context.new_page()
    desk.close()
    other.context.set_offline(False)
    open_form(other, article)
    restore(other)

    expect(other.locator("#id_headline")).to_have_value("Лёд тронулся")
    expect(editor(other)).to_contain_text("Тихо. И ясно.")
    forgive(desk)


def test_a_crash_is_followed_by_an_offer_to_restore(desk):
    article = make_article("Лёд на реке", hashtags=["лёд"])
    make_photo(article, caption="Мост")
    open_form(desk, article)
    write(desk, "Лёд тронулся", "Вечером.")
    desk.fill("#id_hashtags", "река")
    desk.press("#id_hashtags", "Enter")
    desk.fill("#id_photos-0-caption", "Мост утром")
    expect(desk.locator(KEPT)).to_be_visible()
    wait_for_autosave(desk, "photos-0-caption", "Мост утром")

    other = reopen(desk, article)
    restore(other)
    other.click("[name=_save]")
    expect(other.locator(".messagelist .success")).to_be_visible()

    saved = Article.objects.get()
    assert saved.headline == "Лёд тронулся"
    assert "Вечером." in saved.body
    assert sorted(tag.name for tag in saved.hashtags.all()) == ["лёд", "река"]
    assert saved.photos.get().caption == "Мост утром"
    assert not Autosave.objects.pending().exists()


def test_a_new_story_is_offered_on_the_page_of_new_stories(desk):
    open_form(desk)
    write(desk, "Ещё не новость", "Первые слова.")
    wait_for_autosave(desk, "headline", "Ещё не новость")

    other = reopen(desk)
    restore(other)

    expect(other.locator("#id_headline")).to_have_value("Ещё не новость")
    expect(editor(other)).to_contain_text("Первые слова.")


def test_an_offer_can_be_deleted(desk):
    open_form(desk)
    write(desk, "Ещё не новость", "Первые слова.")
    expect(desk.locator(KEPT)).to_be_visible()
    other = reopen(desk)

    other.click("[data-forget]")

    expect(other.locator(OFFER)).to_have_count(0)
    assert not Autosave.objects.exists()


def test_a_save_leaves_nothing_to_restore(desk):
    open_form(desk)
    write(desk, "Новость", "Слова.")

    desk.click("[name=_continue]")

    desk.wait_for_url("**/change/")
    expect(editor(desk)).to_be_visible()
    open_form(desk)
    expect(desk.locator(OFFER)).to_have_count(0)
    wait_until(desk, lambda: copies(desk) == 0)


def test_a_login_that_ran_out_is_renewed_in_another_tab_and_the_save_goes_through(desk):
    article = make_article("Лёд на реке")
    open_form(desk, article)
    forget_login()
    write(desk, "Лёд тронулся", "Вечером.")
    expect(desk.locator(LOGGED_OUT)).to_be_visible()
    desk.click("[name=_save]")
    expect(desk.locator("#id_headline")).to_have_value("Лёд тронулся")

    with desk.expect_popup() as opened:
        desk.click(f"{LOGGED_OUT} a")
    fill_login(opened.value, "anna")
    opened.value.wait_for_url("**/admin/")
    opened.value.close()
    expect(desk.locator(KEPT)).to_be_visible()
    desk.click("[name=_save]")
    expect(desk.locator(".messagelist .success")).to_be_visible()

    saved = Article.objects.get()
    assert saved.headline == "Лёд тронулся"
    assert "Вечером." in saved.body
    forgive(desk)


def test_a_save_with_a_login_that_was_renewed_unnoticed_goes_through(desk):
    article = make_article("Лёд на реке")
    open_form(desk, article)
    write(desk, "Лёд тронулся", "Вечером.")
    expect(desk.locator(KEPT)).to_be_visible()
    forget_login()
    other = desk.context.new_page()
    log_in_by_form(other, "anna")
    other.close()

    desk.click("[name=_save]")

    expect(desk.locator(".messagelist .success")).to_be_visible()
    assert Article.objects.get().headline == "Лёд тронулся"
    forgive(desk)


def test_a_colleagues_login_does_not_sign_the_text(desk, boris):
    article = make_article("Лёд на реке")
    open_form(desk, article)
    forget_login()
    other = desk.context.new_page()
    log_in_by_form(other, "boris")
    other.close()

    write(desk, "Слова Анны", "Вечером.")
    expect(desk.locator(LOGGED_OUT)).to_be_visible()
    desk.click("[name=_save]")

    expect(desk.locator("#id_headline")).to_have_value("Слова Анны")
    assert not Autosave.objects.exists()
    assert Article.objects.get().headline == "Лёд на\xa0реке"
    forgive(desk)


def test_the_login_page_leads_back_to_the_text(desk):
    article = make_article("Лёд на реке")
    open_form(desk, article)
    forget_login()
    write(desk, "Лёд тронулся", "Вечером.")
    expect(desk.locator(LOGGED_OUT)).to_be_visible()
    desk.click("[name=_save]")

    desk.goto(f"/admin/articles/article/{article.pk}/change/")
    fill_login(desk, "anna")
    restore(desk)

    expect(desk.locator("#id_headline")).to_have_value("Лёд тронулся")
    expect(editor(desk)).to_contain_text("Вечером.")


WRITTEN_AT = """Math.max(...Object.values(localStorage).filter((copy) => copy.includes("written_at"))
    .map((copy) => JSON.parse(copy).written_at))"""


def test_a_laptops_clock_a_day_off_changes_no_order(desk, boris):
    article = make_article("Лёд на реке")
    article.keep_revision(None)
    desk.clock.install(time=datetime.now().astimezone() + timedelta(days=1))
    open_form(desk, article)
    desk.context.set_offline(True)
    write(desk, "Лёд тронулся", "Вечером.")
    expect(desk.locator(UNREACHABLE)).to_be_visible()
    # The headline may be kept before the body is typed: the copy is as old as the last of its words.
    wait_until(desk, lambda: desk.evaluate("Object.values(localStorage).some((copy) => copy.includes('Вечером'))"))
    # The imitated clock runs ahead by as long as a busy machine takes to open a page; a day never passes here.
    wait_until(desk, lambda: time() * 1000 > desk.evaluate(WRITTEN_AT))
    forgive(desk)
    Article.objects.update(kicker="Река")
    article.keep_revision(boris)
    other = desk.context.new_page()
    desk.close()
    other.context.set_offline(False)

    open_form(other, article)

    expect(other.locator(OFFER)).to_contain_text("Борис")
    expect(other.locator(".unsaved-offers .is-older")).to_have_count(1)
    forgive(desk)


def test_a_colleague_appears_and_is_gone_when_the_page_is_left(desk, boris, chromium, live_server):
    article = make_article()
    open_form(desk, article)
    context = chromium.new_context(base_url=live_server.url, locale="ru-RU")
    colleague = context.new_page()
    colleague.on("dialog", lambda dialog: dialog.accept())
    log_in(colleague, boris)

    open_form(colleague, article)
    expect(colleague.locator(".presence-line")).to_contain_text("Анна Ким")
    expect(desk.locator(".presence-line")).to_contain_text("Борис")
    colleague.locator("#id_headline").press_sequentially("!")
    expect(desk.locator(".presence-line")).to_contain_text("Борис (")
    colleague.goto("/admin/")
    expect(desk.locator(".presence-line")).to_be_empty()
    context.close()


def test_a_colleague_whose_laptop_was_closed_is_gone_by_itself(desk, boris, monkeypatch):
    article = make_article()
    presence.Presence.objects.beat(article, boris, "0123456789abcdef", is_editing=True)
    open_form(desk, article)
    expect(desk.locator(".presence-line")).to_contain_text("Борис (")

    monkeypatch.setattr(presence, "GONE_AFTER", timedelta(seconds=1))

    expect(desk.locator(".presence-line")).to_be_empty()


def test_a_version_saved_meanwhile_is_announced(desk, boris):
    article = make_article()
    article.keep_revision(None)
    open_form(desk, article)

    Article.objects.update(kicker="Река")
    article.keep_revision(boris)

    expect(desk.locator(".unsaved-news")).to_contain_text("Борис")
