"""How pages stand on screens: nothing overflows, dark is dark, nothing heavy, nothing of others."""

import pytest
from playwright.sync_api import expect

from paging.shared import forget
from tests.browser.conftest import is_too_wide
from tests.builders import ago, make_article, make_author, make_comment, make_section
from tests.classifieds.building import make_ad, make_category

LONG = "Қазақстандықтарымыздағылардан ұлтжандылықтарыңыздағыларданмысыздар " * 3
WIDE = (
    f"<p>{'Қанағаттандырылмағандықтарыңыздан' * 3} https://example.com/{'a' * 200}</p><table><tbody><tr>"
    + "<th><p>Қанағаттандырылмағандықтарыңыздан</p></th>" * 4
    + "</tr></tbody></table>"
)
PAGES = [
    "/",
    "/kk/",
    "/news/",
    "/section/gorod/",
    "/section/pusto/",
    "/tag/most/",
    "/author/igor-shmidt/",
    "/photo/",
    "/archive/",
    "/about/",
    "/reuse/",
]
SMALL_TARGETS = """[...document.querySelectorAll('nav a, .pager a, .share a, .tags a')]
    .filter(link => link.getClientRects().length && link.getBoundingClientRect().height < 43.5)
    .map(link => link.outerHTML)"""
BACKGROUND = "getComputedStyle(document.body).backgroundColor"


@pytest.fixture
def paper():
    """A small paper: a photo report, a plain story and a Kazakh story of very long words."""
    section = make_section("Город", "Қала", slug_ru="gorod", slug_kk="qala")
    make_section("Пустая", "Бос", slug_ru="pusto", slug_kk="bos")
    author = make_author("Игорь Шмидт", slug="igor-shmidt")
    common = {"section": section, "hashtags": ["мост"], "authors": [author]}
    return {
        "report": make_article("Год одной реки", format="photo_report", photos=4, **common),
        "plain": make_article("Слово", lead="", body="<p>Слово</p>", publish_at=ago(days=2), **common),
        "long": make_article(LONG[:200], language="kk", kicker=LONG[:80], lead=LONG, body=WIDE, **common),
    }


@pytest.mark.parametrize("path", PAGES)
def test_a_page_fits_a_narrow_phone(phone, paper, path):
    phone.goto(path)

    assert not is_too_wide(phone)
    assert phone.evaluate(SMALL_TARGETS) == []


@pytest.mark.parametrize("name", ["report", "plain", "long"])
def test_an_article_fits_a_narrow_phone(phone, paper, name):
    phone.goto(paper[name].get_absolute_url())

    assert not is_too_wide(phone)
    assert phone.evaluate(SMALL_TARGETS) == []


def test_a_gallery_fits_a_narrow_phone(phone, paper):
    phone.goto(paper["report"].photos.get(number=2).get_absolute_url())

    assert not is_too_wide(phone)
    assert phone.evaluate("document.documentElement.scrollHeight <= innerHeight")


def test_a_missing_page_fits_a_narrow_phone_and_leads_home(phone, paper):
    phone.goto("/news/999999/nowhere/")
    phone.complaints.clear()

    assert not is_too_wide(phone)
    expect(phone.get_by_role("heading", name="Такой страницы нет.")).to_be_visible()
    expect(phone.get_by_role("heading", name="Год одной реки")).to_be_visible()


def test_dark_paper_is_dark(page, paper):
    page.emulate_media(color_scheme="light")
    page.goto("/")
    light = page.evaluate(BACKGROUND)

    page.emulate_media(color_scheme="dark")

    assert (light, page.evaluate(BACKGROUND)) == ("rgb(251, 251, 249)", "rgb(18, 24, 27)")


def test_print_leaves_the_text(page, paper):
    page.goto(paper["report"].get_absolute_url())

    page.emulate_media(media="print")

    expect(page.locator("h1")).to_be_visible()
    expect(page.locator(".rail")).to_be_hidden()
    expect(page.locator(".share")).to_be_hidden()


@pytest.mark.parametrize("path", ["/about/", "/ads/"])
def test_print_leaves_out_what_is_being_discussed(page, paper, path):
    make_comment(paper["plain"])
    forget()
    page.goto(path)
    expect(page.locator(".live-feed")).to_be_visible()

    page.emulate_media(media="print")

    expect(page.locator(".live-feed")).to_be_hidden()


@pytest.mark.parametrize(
    "path", ["/ads/", "/kk/ads/", "/ads/1/", "/ads/new/", "/ads/new/cars/", "/ads/mine/", "/ads/1/complaint/"]
)
def test_ads_fit_a_narrow_phone_and_no_order_is_cut_off(phone, path):
    make_ad(LONG[:70], pk=1, category=make_category(slug="cars"), text=LONG)
    forget()
    phone.goto(path)

    assert not is_too_wide(phone)
    cut = (
        "[...document.querySelectorAll('.sorts a')].filter((a) => a.getBoundingClientRect().right > innerWidth).length"
    )
    assert phone.evaluate(cut) == 0


@pytest.mark.parametrize("path", PAGES)
def test_a_page_has_one_h1_and_asks_nobody_else(page, paper, path, live_server):
    asked = []
    page.on("request", lambda request: asked.append(request.url))

    page.goto(path, wait_until="networkidle")

    expect(page.locator("h1")).to_have_count(1)
    assert [url for url in asked if not url.startswith(live_server.url)] == []


def test_a_story_of_the_other_edition_says_its_language(page, paper):
    page.goto("/")

    expect(page.locator("section", has_text="Қазақша").locator("article.story")).to_have_attribute("lang", "kk")


def test_nothing_empty_is_shown_before_the_first_story(page):
    page.goto("/")

    expect(page.locator("main section:visible, main article:visible")).to_have_count(0)
