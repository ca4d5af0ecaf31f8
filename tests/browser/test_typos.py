"""From a mistake in the text to the mended page: with keys, with a finger, and without scripts."""

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from articles.models import Article
from corrections.applying import apply
from corrections.models import Report, Ticket
from people.models import User
from tests.browser.conftest import log_in
from tests.builders import make_article, make_comment
from tests.corrections.builders import report

VECTORS = json.loads((Path(__file__).parent.parent / "language" / "anchors.json").read_text())
SELECT = """([words, within]) => {
    const root = document.querySelector(within);
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
        const node = walker.currentNode;
        const start = node.data.indexOf(words);
        if (start >= 0) return getSelection().setBaseAndExtent(node, start, node, start + words.length);
    }
    throw new Error(words);
}"""


@pytest.fixture
def article():
    article = make_article(
        "Мост закрыт",
        body="<p>🌉 На мосту меняют <strong>пирила</strong>, полоса закрыта.</p><p>Второй абзац.</p>",
        photos=1,
    )
    article.keep_revision(None)
    return article


@pytest.fixture
def anna():
    return User.objects.create_superuser("anna", password="anna-anna-1", first_name="Анна")


def select(page, words, within="article"):
    page.evaluate(SELECT, [words, within])


def dialog(page):
    return page.locator("dialog.typo-dialog")


def test_browser_and_server_read_a_text_alike(page, article):
    page.goto(article.get_absolute_url())
    found = page.evaluate(
        "async (texts) => texts.map((await import('/static/js/anchor.js')).canonical)",
        [vector["raw"] for vector in VECTORS],
    )

    assert found == [vector["canonical"] for vector in VECTORS]


def test_from_the_selection_to_the_mended_page(page, article, anna):
    page.goto(article.get_absolute_url())
    select(page, "пирила")
    page.keyboard.press("Control+Enter")
    expect(dialog(page).locator("mark")).to_have_text("пирила")
    expect(dialog(page).locator("#id_suggestion")).to_be_focused()
    page.keyboard.type("перила")
    page.keyboard.press("Control+Enter")
    expect(dialog(page).locator(".thanks")).to_be_visible()
    page.keyboard.press("Enter")
    expect(dialog(page)).to_have_count(0)

    ticket = Ticket.objects.get()
    assert (ticket.quote, ticket.block, ticket.words[ticket.start : ticket.end]) == ("пирила", "1", "пирила")

    page.goto("/admin/login/?next=/admin/corrections/ticket/")
    page.fill("#id_username", "anna")
    page.fill("#id_password", "anna-anna-1")
    page.click("#login-form [type=submit]")
    expect(page.locator(f"#ticket-{ticket.pk}")).to_be_focused()
    page.keyboard.press("a")
    expect(page.locator(f"#ticket-{ticket.pk}.is-decided")).to_be_visible()

    page.goto(article.get_absolute_url())
    expect(page.locator(".prose strong")).to_have_text("перила")
    expect(page.locator(".typo-thanks")).to_contain_text("Мост закрыт")
    page.reload()
    page.wait_for_load_state("networkidle")
    expect(page.locator(".typo-thanks")).to_have_count(0)


def test_the_keys_of_the_desk_edit_reject_and_undo(page, article, anna):
    page.goto(article.get_absolute_url())
    select(page, "пирила")
    page.keyboard.press("Control+Enter")
    dialog(page).locator("#id_suggestion").fill("периллы")
    dialog(page).locator("button.button").click()
    expect(dialog(page).locator(".thanks")).to_be_visible()
    ticket = Ticket.objects.get()
    log_in(page, anna)
    page.goto("/admin/corrections/ticket/")
    row = page.locator(f"#ticket-{ticket.pk}")
    expect(row).to_be_focused()

    page.keyboard.press("r")
    expect(page.locator(f"#ticket-{ticket.pk}.is-decided")).to_be_visible()
    page.keyboard.press("z")
    expect(page.locator(f"#ticket-{ticket.pk}:not(.is-decided)")).to_be_visible()
    page.locator(f"#ticket-{ticket.pk}").focus()
    page.keyboard.press("e")
    page.locator(f"#text-{ticket.pk}").fill("перила")
    page.keyboard.press("Control+Enter")
    expect(page.locator(f"#ticket-{ticket.pk}.is-decided")).to_be_visible()

    assert "перила" in Article.objects.get().body


def test_a_finger_gets_a_bar_and_a_tap_alone_opens_nothing(phone, article, anna):
    phone.goto(article.get_absolute_url())
    bar = phone.locator(".typo-bar")
    phone.locator(".prose p").first.tap()
    expect(bar).to_be_hidden()

    select(phone, "пирила")
    expect(bar).to_be_visible()
    assert bar.bounding_box()["y"] > 600
    bar.tap()
    dialog(phone).locator("#id_suggestion").fill("перила")
    dialog(phone).locator("button.button").tap()
    expect(dialog(phone).locator(".thanks")).to_be_visible()

    ticket = Ticket.objects.get()
    apply(article, {ticket.pk: "перила"}, anna)
    phone.goto(article.get_absolute_url())
    expect(phone.locator(".prose strong")).to_have_text("перила")
    expect(phone.locator(".typo-thanks")).to_be_visible()


@pytest.mark.parametrize("prefix", ["", "/kk"])
def test_without_scripts_it_is_a_page_and_so_is_the_desk(chromium, live_server, article, anna, prefix):
    context = chromium.new_context(base_url=live_server.url, java_script_enabled=False)
    page = context.new_page()
    page.goto(article.get_absolute_url())
    page.click(".typo-line a")
    page.goto(f"{prefix}/typo/{article.pk}/")
    page.fill("#id_exact", "пирила")
    page.fill("#id_suggestion", "перила")
    page.click("form.typo button.button")

    expect(page.locator(".thanks")).to_be_visible()
    log_in(page, anna)
    page.goto("/admin/corrections/ticket/")
    page.click(f"#ticket-{Ticket.objects.get().pk} [data-key=KeyA]")
    expect(page.locator(".messagelist .success")).to_be_visible()
    page.goto(article.get_absolute_url())
    expect(page.locator(".prose strong")).to_have_text("перила")
    context.close()


@pytest.mark.parametrize(
    ("words", "within"),
    [("На мосту", "article"), ("Мост закрыт", "h1"), ("Подпись 1", "figcaption"), ("Полоса", ".lead")],
)
def test_headline_lead_captions_and_words_behind_an_emoji_are_anchored(page, article, words, within):
    page.goto(article.get_absolute_url())
    page.evaluate(SELECT.replace("indexOf(words)", "replaceAll('\\u00a0', ' ').indexOf(words)"), [words, within])
    page.keyboard.press("Control+Enter")
    dialog(page).locator("#id_suggestion").fill("иначе")
    dialog(page).locator("button.button").click()
    expect(dialog(page).locator(".thanks")).to_be_visible()

    ticket = Ticket.objects.get()
    assert ticket.quote.replace("\xa0", " ") == words


TWO_BLOCKS = """() => {
    const [one, other] = document.querySelectorAll(".prose p");
    getSelection().setBaseAndExtent(one.lastChild, 2, other.firstChild, 4);
}"""
TWO_ARTICLES = """() => {
    const other = document.querySelector("article[data-revision]").cloneNode();
    other.append(document.querySelector(".prose").cloneNode(true));
    document.querySelector("main").append(other);
    const [one, same] = [document, other].map((root) => root.querySelector(".prose p strong").firstChild);
    getSelection().setBaseAndExtent(one, 0, same, 3);
}"""


@pytest.mark.parametrize(
    ("prepare", "said"),
    [
        ("() => getSelection().removeAllRanges()", "Сначала выделите"),
        (TWO_BLOCKS, "внутри одного абзаца"),
        (TWO_ARTICLES, "Так можно сообщить только"),
        (
            "() => getSelection().selectAllChildren(document.querySelector('.comment .body'))",
            "Так можно сообщить только",
        ),
        ("() => getSelection().selectAllChildren(document.querySelector('.colophon'))", "Так можно сообщить только"),
        ("() => getSelection().selectAllChildren(document.body)", "Так можно сообщить только"),
    ],
)
def test_what_cannot_be_reported_is_told_kindly(page, article, prepare, said):
    make_comment(article, text="Слова читателя")
    page.goto(article.get_absolute_url())
    page.evaluate(prepare)
    page.keyboard.press("Control+Enter")
    expect(page.locator(".typo-brief")).to_contain_text(said)
    page.keyboard.press("Escape")

    expect(dialog(page)).to_have_count(0)
    assert not Report.objects.exists()


def test_keys_pressed_twice_open_one_dialog(page, article):
    page.goto(article.get_absolute_url())
    select(page, "пирила")
    press = "document.body.dispatchEvent(new KeyboardEvent('keydown', {key: 'Enter', ctrlKey: true, bubbles: true}));"
    page.evaluate(press * 3)
    expect(dialog(page)).to_be_visible()
    page.keyboard.press("Escape")

    expect(dialog(page)).to_have_count(0)


def test_the_keys_still_open_a_link_in_a_new_tab(page, article):
    page.goto(article.get_absolute_url())
    page.locator(".typo-line a").focus()
    with page.context.expect_page() as opened:
        page.keyboard.press("Control+Enter")

    expect(opened.value).to_have_url(re.compile(f"/typo/{article.pk}/"))
    expect(dialog(page)).to_have_count(0)


def test_a_finger_that_marks_two_paragraphs_is_told_and_in_a_comment_gets_no_bar(phone, article):
    make_comment(article, text="Слова читателя")
    phone.goto(article.get_absolute_url())
    phone.evaluate(TWO_BLOCKS)
    phone.locator(".typo-bar").tap()
    expect(phone.locator(".typo-brief")).to_contain_text("внутри одного абзаца")
    phone.locator(".typo-brief button").tap()

    phone.evaluate("() => getSelection().selectAllChildren(document.querySelector('.comment .body'))")
    expect(phone.locator(".typo-bar")).to_be_hidden()


def test_the_editor_is_led_to_the_very_word(page, anna):
    article = make_article(body="<p>🌉 Мост и мост, <strong>мост</strong> и мост.</p>")
    ticket = report(article, "мост", "мостик", nth=2).ticket
    log_in(page, anna)
    page.goto(f"/admin/articles/article/{article.pk}/change/?correction={ticket.pk}")

    page.wait_for_function("() => getSelection().anchorNode?.parentElement?.localName === 'strong'")
    assert page.evaluate("String(getSelection())") == "мост"


def test_a_page_translated_by_the_browser_is_told(page, article):
    page.goto(article.get_absolute_url())
    page.evaluate("document.documentElement.classList.add('translated-ltr')")
    select(page, "Второй")
    page.keyboard.press("Control+Enter")

    expect(dialog(page).locator(".wrong")).to_be_visible()


def test_a_triple_click_marks_its_paragraph_only(page, article):
    page.goto(article.get_absolute_url())
    page.locator(".prose p").nth(1).click(click_count=3)
    page.keyboard.press("Control+Enter")

    expect(dialog(page).locator("mark")).to_have_text("Второй абзац.")


def test_control_and_enter_in_a_comment_send_the_comment(page, article):
    page.goto(article.get_absolute_url())
    expect(page.locator("comment-form:defined")).to_have_count(1)
    page.locator("#id_text").fill("Слова")
    page.locator("#id_text").select_text()
    with page.expect_response("**/comments/"):
        page.keyboard.press("Control+Enter")

    expect(dialog(page)).to_have_count(0)
    # What is said depends on how fast the machine has typed.
    expect(
        page.locator("comment-form").get_by_text("Слишком быстро").or_(page.locator("comment-form .wrong")).first
    ).to_be_visible()
    page.complaints.clear()  # Chromium reports the refused request


def test_what_is_wrong_is_said_in_the_dialog_and_the_focus_comes_back(page, article):
    page.goto(article.get_absolute_url())
    select(page, "пирила")
    page.keyboard.press("Meta+Enter")
    dialog(page).locator("button.button").click()

    expect(dialog(page).locator("#suggestion-wrong, .wrong").first).to_be_visible()
    page.keyboard.press("Escape")
    expect(dialog(page)).to_have_count(0)
    assert page.evaluate("String(getSelection())") == "пирила"
    page.complaints.clear()  # Chromium reports the refused request


def test_a_page_read_from_an_old_cache_still_marks_the_right_word(page, article, anna):
    page.goto(article.get_absolute_url())
    article.body = "<p>Совсем новый первый абзац.</p>" + article.body
    article.save()
    article.keep_revision(anna)
    select(page, "пирила")
    page.keyboard.press("Control+Enter")
    dialog(page).locator("#id_suggestion").fill("перила")
    dialog(page).locator("button.button").dblclick()
    expect(dialog(page).locator(".thanks")).to_be_visible()

    ticket = Ticket.objects.get()
    assert (ticket.block, ticket.quote, ticket.reports_count) == ("2", "пирила", 1)
    apply(article, {ticket.pk: "перила"}, anna)
    assert "<strong>перила</strong>" in Article.objects.get().body
