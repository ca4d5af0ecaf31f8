"""Preflight in a real browser: asked for, mended by one click, published in two steps."""

import re

import pytest
from playwright.sync_api import expect

from articles.models import Article, GlossaryEntry, Section
from people.models import User
from tests.browser.conftest import log_in
from tests.builders import make_article, make_hashtag

ADD = "/admin/articles/article/add/"


@pytest.fixture
def desk(page):
    """The form of a new article, before Anna."""
    anna = User.objects.create_superuser("anna", password="anna-anna-1")
    Section.objects.create(name_ru="Общество", name_kk="Қоғам", slug_ru="obshchestvo", slug_kk="qogam")
    page.on("dialog", lambda dialog: dialog.accept())
    log_in(page, anna)
    page.goto(ADD)
    expect(editor(page)).to_be_visible()
    return page


def editor(desk):
    return desk.locator(".ProseMirror[contenteditable=true]")


def remark(desk, words):
    return desk.locator(".preflight-list li", has_text=words)


def type_text(desk, *paragraphs):
    editor(desk).click()
    for paragraph in paragraphs:
        desk.keyboard.insert_text(paragraph)
        desk.keyboard.press("Enter")


def check(desk):
    desk.click("[data-does=preflight]")
    expect(desk.locator(".preflight")).to_be_visible()


def test_one_click_mends_a_field_and_nothing_is_saved(desk):
    desk.fill("#id_headline", "🏔 Гoрод ждёт лёд")

    check(desk)
    remark(desk, "Гoрод").locator("[data-does=fix]").click()

    expect(desk.locator("#id_headline")).to_have_value("🏔 Город ждёт лёд")
    expect(desk.locator(".preflight-list .is-mended")).to_have_count(1)
    assert not Article.objects.exists()


def test_one_click_mends_the_line_of_the_text_it_is_about(desk):
    type_text(desk, "Гoрод спит.", "Гoрод ждёт.")
    check(desk)

    remark(desk, "Гoрод ждёт").locator("[data-does=fix]").click()

    expect(editor(desk).locator("p").nth(1)).to_have_text("Город ждёт.")
    expect(editor(desk).locator("p").first).to_have_text("Гoрод спит.")
    assert "<p>Город ждёт.</p>" in desk.input_value("#id_body")


def test_one_click_mends_all_that_has_one_right_answer(desk):
    make_hashtag("Петропавловск")
    desk.fill("#id_headline", "Лёд нa реке")
    desk.fill("#id_lead", 'Клуб "Лёд" , река -вода , нa')
    desk.fill("#id_hashtags", "#Петропавлоск")
    desk.press("#id_hashtags", "Enter")
    type_text(desk, 'Сказал "да" , a нe "нет" .', "Kот.")
    check(desk)

    desk.click("[data-does=fix-all]")

    expect(desk.locator("#id_headline")).to_have_value("Лёд на реке")
    expect(desk.locator("#id_lead")).to_have_value(re.compile("^Клуб «Лёд», река -вода, на$"))
    expect(editor(desk).locator("p").first).to_have_text(re.compile("^Сказал «да», a не «нет».$"))
    expect(editor(desk).locator("p").nth(1)).to_have_text("Кот.")
    expect(desk.locator("[name=hashtags]")).to_have_value("#Петропавловск")


def test_mending_leaves_links_and_bold_letters_as_they_were(desk):
    GlossaryEntry.objects.create(language="ru", wrong="река Иртыш", right="Ертис")
    body = (
        '<p><a href="https://example.kz/">Kот</a> и сн<strong>e</strong>г, <strong>Гoрод</strong>'
        ' и <a href="https://example.kz/">река <em>Иртыш</em></a> — конец</p>'
    )
    article = make_article(body=body, photos=1, status="draft", publish_at=None)
    desk.goto(f"/admin/articles/article/{article.pk}/change/")
    expect(editor(desk)).to_be_visible()
    check(desk)

    desk.click("[data-does=fix-all]")

    expect(editor(desk)).to_have_text("Кот и\xa0снег, Город и\xa0Ертис\xa0— конец")
    mended = desk.input_value("#id_body").replace("&nbsp;", " ").replace("\xa0", " ")
    assert mended == (
        '<p><a href="https://example.kz/">Кот</a> и сн<strong>е</strong>г, <strong>Город</strong>'
        ' и <a href="https://example.kz/">Ертис</a> — конец</p>'
    )


def test_the_list_leads_to_the_place(desk):
    desk.fill("#id_lead", "Лёд нa реке")
    check(desk)

    remark(desk, "Лёд нa").locator("[data-does=show]").click()

    expect(desk.locator("#id_lead")).to_be_focused()


def test_a_story_with_remarks_is_published_in_two_steps(desk):
    desk.fill("#id_headline", "Лёд пошёл")
    desk.fill("#id_lead", "Лёд нa реке.")
    type_text(desk, "Гoрод ждёт.")
    desk.select_option("#id_section", label="Общество")
    desk.select_option("#id_status", "published")

    desk.click("[name=_save]")

    expect(remark(desk, "Гoрод")).to_be_visible()
    expect(editor(desk).locator("p").first).to_have_text("Гoрод ждёт.")
    assert not Article.objects.exists()

    desk.click("[data-does=fix-all]")
    expect(editor(desk).locator("p").first).to_have_text("Город ждёт.")
    desk.click("[name=preflight_seen]")

    expect(desk.locator(".messagelist .success")).to_be_visible()
    article = Article.objects.get()
    assert article.is_public
    assert (article.lead, article.body) == ("Лёд на\xa0реке.", "<p>Город ждёт.</p>")


def test_one_may_return_and_go_on_writing(desk):
    desk.fill("#id_headline", "Лёд пошёл")
    desk.select_option("#id_section", label="Общество")
    desk.select_option("#id_status", "published")
    desk.click("[name=_save]")

    desk.locator(".preflight-verbs [data-does=close]").click()

    expect(desk.locator(".preflight")).to_have_count(0)
    expect(desk.locator("#id_headline")).to_have_value("Лёд пошёл")
    assert not Article.objects.exists()


def test_the_keyboard_goes_on_from_what_is_mended_and_back_when_the_list_is_closed(desk):
    desk.fill("#id_headline", "Лёд нa реке")
    check(desk)

    desk.locator("[data-does=fix]").press("Enter")
    expect(desk.locator(".is-mended em")).to_be_focused()
    desk.locator(".preflight-verbs [data-does=close]").press("Enter")

    expect(desk.locator("[data-does=preflight]")).to_be_focused()


def test_a_server_that_does_not_answer_is_named(desk):
    desk.route("**/preflight/", lambda route: route.abort())

    desk.click("[data-does=preflight]")

    expect(desk.locator("desk-preflight .errornote")).to_be_visible()
    desk.complaints.clear()
