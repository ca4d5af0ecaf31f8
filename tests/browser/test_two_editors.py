"""Two editors with one article open, in two real browsers: nothing that either typed is lost."""

import pytest
from playwright.sync_api import expect

from articles.models import Article
from people.models import User
from tests.browser.conftest import DESK, log_in
from tests.builders import make_article

THREE = "<p>Первый абзац.</p><p>Второй абзац.</p><p>Третий абзац.</p>"


@pytest.fixture
def article():
    return make_article("Мост закрыт", body=THREE)


@pytest.fixture
def anna(chromium, live_server, article):
    yield from at_the_desk(chromium, live_server, "anna", "Анна")


@pytest.fixture
def boris(chromium, live_server, article):
    yield from at_the_desk(chromium, live_server, "boris", "Борис")


def at_the_desk(chromium, live_server, name, first_name):
    """A browser of one's own, logged in."""
    user = User.objects.create_superuser(name, password="long-enough-1", first_name=first_name)
    context = chromium.new_context(base_url=live_server.url, **DESK)
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.set_default_timeout(10_000)
    page.on("dialog", lambda dialog: dialog.accept())
    log_in(page, user)
    yield page
    context.close()


def open_story(page, article):
    page.goto(f"/admin/articles/article/{article.pk}/change/")
    expect(page.locator(".ProseMirror[contenteditable=true]").first).to_be_visible()


def write_at_the_end_of(page, paragraph, words):
    page.locator(f".ProseMirror p:has-text('{paragraph}')").click()
    page.keyboard.press("End")
    page.keyboard.type(words)


def save(page):
    page.click("[name=_continue]")


def body(article):
    return Article.objects.get(pk=article.pk).body


def test_different_paragraphs_go_together(anna, boris, article):
    open_story(anna, article)
    open_story(boris, article)
    write_at_the_end_of(anna, "Первый", " Слова Анны.")
    save(anna)
    expect(anna.locator(".messagelist")).to_be_visible()

    write_at_the_end_of(boris, "Третий", " Слова Бориса.")
    save(boris)

    expect(boris.locator(".messagelist")).to_contain_text("Анна")
    expect(boris.locator(".ProseMirror")).to_contain_text("Слова Анны.")
    assert "Слова Анны." in body(article)
    assert "Слова Бориса." in body(article)


def test_the_same_paragraph_is_asked_about_and_nothing_is_lost(anna, boris, article):
    open_story(anna, article)
    open_story(boris, article)
    write_at_the_end_of(anna, "Второй", " Слова Анны.")
    save(anna)
    expect(anna.locator(".messagelist")).to_be_visible()

    write_at_the_end_of(boris, "Второй", " Слова Бориса.")
    boris.fill("#id_lead", "Вводка Бориса")
    save(boris)

    expect(boris.locator(".conflict")).to_have_count(1)
    expect(boris.locator(".conflict-sides")).to_contain_text("Слова Анны.")
    expect(boris.locator(".conflict-sides")).to_contain_text("Слова Бориса.")
    boris.locator("desk-copy button").last.click()
    expect(boris.locator("desk-copy [role=status]").last).not_to_be_empty()
    assert boris.evaluate("navigator.clipboard.readText()") == "Второй абзац. Слова Бориса."
    boris.check("[name=conflict-0][value=both]")
    save(boris)
    expect(boris.locator(".messagelist")).to_be_visible()
    assert "Слова Анны." in body(article)
    assert "Слова Бориса." in body(article)
    assert Article.objects.get(pk=article.pk).lead == "Вводка Бориса"


def test_a_place_in_conflict_is_written_anew_in_the_editor(anna, boris, article):
    open_story(anna, article)
    open_story(boris, article)
    write_at_the_end_of(anna, "Второй", " Слова Анны.")
    save(anna)
    expect(anna.locator(".messagelist")).to_be_visible()
    write_at_the_end_of(boris, "Второй", " Слова Бориса.")
    save(boris)

    expect(boris.locator(".conflict .ProseMirror")).to_be_visible()
    write_at_the_end_of(boris, "Слова Бориса", " И общие.")
    expect(boris.locator("[name=conflict-0][value=edited]")).to_be_checked()
    save(boris)

    expect(boris.locator(".messagelist")).to_be_visible()
    assert "Слова Бориса. И общие." in body(article).replace("\u00a0", " ")
