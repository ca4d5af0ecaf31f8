"""Reading in a real browser: the article's links, the gallery, embeds, sharing."""

import re

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from tests.builders import ago, make_article, make_author, make_photo, make_section

YOUTUBE = '<div data-embed="https://www.youtube.com/watch?v=dQw4w9WgXcQ"></div>'


@pytest.fixture
def report():
    """A photo report of three photos; the second stands in the text, the third after it."""
    section = make_section("Город", "Қала", slug_ru="gorod", slug_kk="qala")
    article = make_article(
        "Год одной реки",
        kicker="Река",
        section=section,
        publish_at=ago(days=1),
        format="photo_report",
        hashtags=["Ертіс", "мост"],
        authors=[make_author("Игорь Шмидт")],
        photos=3,
    )
    second = article.photos.get(number=2)
    article.body = f'<p>Лёд ушёл. #мост</p><figure data-photo="{second.picture_id}"></figure><p>Вот и всё.</p>'
    article.save()
    return article


@pytest.fixture
def plain(chromium, live_server):
    """A page in a browser that runs no scripts."""
    context = chromium.new_context(base_url=live_server.url, java_script_enabled=False)
    yield context.new_page()
    context.close()


def photo_address(article, number):
    return article.photos.get(number=number).get_absolute_url()


def ending(address):
    """What an address ends with, as Playwright wants it."""
    return re.compile(re.escape(address) + "$")


def swipe(phone, start, end, y=300):
    """Draw a finger across the screen."""
    session = phone.context.new_cdp_session(phone)
    for kind, points in [
        ("touchStart", [{"x": start, "y": y}]),
        ("touchMove", [{"x": (start + end) / 2, "y": y}]),
        ("touchMove", [{"x": end, "y": y}]),
        ("touchEnd", []),
    ]:
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})


def test_the_head_says_where_what_and_when(page, report):
    page.goto(report.get_absolute_url())

    expect(page.get_by_role("navigation", name="Вы здесь").get_by_role("link")).to_have_text(["Главная", "Город"])
    expect(page.locator("h1")).to_have_text("Год одной реки")
    expect(page.locator(".head, .byline, .text").get_by_text("Год одной реки", exact=True)).to_have_count(1)
    expect(page.locator(".head .kicker")).to_contain_text("Река")
    moment = timezone.localtime(report.publish_at)
    expect(page.locator(".byline > time")).to_have_text(f"{moment:%H:%M}, Вчера")
    expect(page.locator(".byline > time")).to_have_attribute("datetime", moment.isoformat(timespec="seconds"))


def test_hashtags_lead_to_their_pages(page, report):
    page.goto(report.get_absolute_url())

    page.locator(".tags").get_by_role("link", name="#Ертіс").click()

    expect(page.locator("h1")).to_have_text("#Ертіс")
    expect(page.get_by_role("heading", name="Год одной реки")).to_be_visible()


def test_a_hashtag_in_the_text_is_a_link_too(page, report):
    page.goto(report.get_absolute_url())

    expect(page.locator(".prose").get_by_role("link", name="#мост")).to_have_attribute("rel", "tag")


def test_the_byline_leads_to_the_author(page, report):
    page.goto(report.get_absolute_url())

    page.get_by_role("link", name="Игорь Шмидт").click()

    expect(page.locator("h1")).to_have_text("Игорь Шмидт")


def test_the_language_switch_leads_to_the_pair(page, report):
    pair = make_article("Бір өзеннің бір жылы", language="kk")
    report.pair_with(pair)
    page.goto(report.get_absolute_url())

    page.get_by_role("navigation", name="Язык сайта").get_by_role("link").click()

    expect(page.locator("h1")).to_have_text("Бір өзеннің бір жылы")
    expect(page.locator("html")).to_have_attribute("lang", "kk")


def test_photos_are_numbered_where_they_stand(page, report):
    page.goto(report.get_absolute_url())

    expect(page.locator("figure .number")).to_have_text(["фото-1", "фото-2", "фото-3"])
    expect(page.locator(".prose figure")).to_have_id("photo-2")
    expect(page.locator(".more-photos figure")).to_have_id("photo-3")


def test_a_leading_photo_that_stands_in_the_text_keeps_one_place(page, report):
    report.lead_photo = report.photos.get(number=2)
    report.save()

    page.goto(report.get_absolute_url())

    expect(page.locator("#photo-2")).to_have_count(1)
    expect(page.locator(".prose #photo-2")).to_be_visible()
    expect(page.locator("figure.first")).to_be_visible()


def test_a_number_opens_the_gallery_and_the_gallery_leads_back_to_the_place(page, report):
    page.goto(report.get_absolute_url())

    page.get_by_role("link", name="Фото 2 из 3, открыть галерею").click()
    expect(page.locator(".count")).to_have_text("2 из 3")
    page.get_by_role("link", name="К статье").click()

    expect(page).to_have_url(ending(f"{report.get_absolute_url()}#photo-2"))


def test_arrow_keys_turn_the_gallery_and_escape_leaves_it(page, report):
    page.goto(photo_address(report, 2))

    page.keyboard.press("ArrowRight")
    expect(page.locator(".count")).to_have_text("3 из 3")
    expect(page).to_have_url(ending(photo_address(report, 3)))
    expect(page.get_by_role("status")).to_contain_text("Подпись 3")
    page.keyboard.press("ArrowRight")
    expect(page.locator(".count")).to_have_text("3 из 3")
    page.keyboard.press("ArrowLeft")
    expect(page.locator(".count")).to_have_text("2 из 3")
    page.keyboard.press("Escape")

    expect(page).to_have_url(ending(f"{report.get_absolute_url()}#photo-2"))


def test_focus_stays_on_the_button_that_turned_the_gallery(page, report):
    page.goto(photo_address(report, 1))

    page.get_by_role("link", name="Дальше").press("Enter")

    expect(page.locator(".count")).to_have_text("2 из 3")
    expect(page.get_by_role("link", name="Дальше")).to_be_focused()


def test_turning_the_gallery_does_not_fill_the_history(page, report):
    page.goto(report.get_absolute_url())
    page.goto(photo_address(report, 1))
    page.keyboard.press("ArrowRight")
    expect(page.locator(".count")).to_have_text("2 из 3")

    page.go_back()

    expect(page.locator("h1")).to_have_text("Год одной реки")
    expect(page.locator("article.article")).to_be_visible()


def test_a_swipe_turns_the_gallery(phone, report):
    phone.goto(photo_address(report, 1))

    swipe(phone, 300, 60)
    expect(phone.locator(".count")).to_have_text("2 из 3")
    swipe(phone, 60, 300)

    expect(phone.locator(".count")).to_have_text("1 из 3")


def test_a_gallery_without_scripts_is_plain_pages(plain, report):
    plain.goto(photo_address(report, 1))

    plain.get_by_role("link", name="Дальше").click()

    expect(plain.locator(".count")).to_have_text("2 из 3")
    expect(plain.locator(".strip a")).to_have_count(3)
    assert plain.url.endswith(photo_address(report, 2))


def test_nothing_but_the_photo_is_asked_of_a_photo_without_words(page, report):
    bare = make_photo(report, caption="", credit="", alt="", number=4)

    page.goto(report.get_absolute_url())

    expect(page.locator(f"#photo-{bare.number} img")).to_have_attribute("alt", "фото 4")


def test_an_embed_contacts_nobody_before_the_click(page):
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    film = {"body": "<p>Кино</p>", "content_type": "text/html; charset=utf-8"}
    page.route("https://www.youtube-nocookie.com/**", lambda route: route.fulfill(**film))
    article = make_article(body=f"<p>Смотрите.</p>{YOUTUBE}")
    page.goto(article.get_absolute_url(), wait_until="networkidle")
    outside_before = [url for url in asked if "youtube" in url]

    page.get_by_text("YouTube: видео").click()

    expect(page.frame_locator(".embed iframe").get_by_text("Кино")).to_be_visible()
    assert outside_before == []
    assert [url for url in asked if "youtube" in url] == [
        "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?autoplay=1"
    ]


def test_an_embed_without_scripts_is_a_link(plain):
    article = make_article(body=f"<p>Смотрите.</p>{YOUTUBE}")

    plain.goto(article.get_absolute_url())

    link = plain.locator(".embed a")
    expect(link).to_have_attribute("href", "https://www.youtube.com/watch?v=dQw4w9WgXcQ")
    expect(link.locator(".hint")).to_be_hidden()


def test_the_link_can_be_copied(page, report, settings):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(report.get_absolute_url())

    page.get_by_role("button", name="Скопировать ссылку").click()

    expect(page.get_by_text("Ссылка скопирована")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == settings.SITE_URL + report.get_absolute_url()


def test_without_scripts_there_is_no_button_that_does_nothing(plain, report):
    plain.goto(report.get_absolute_url())

    # A form's own button sends it, with scripts or without.
    expect(plain.locator("button:visible:not(form button)")).to_have_count(0)
    expect(plain.get_by_role("link", name="Telegram")).to_be_visible()


def test_older_stories_are_one_press_away(page):
    for n in range(32):
        make_article(f"Новость {n}", publish_at=ago(minutes=n + 1))
    page.goto("/news/")

    page.get_by_role("link", name="Раньше").click()

    expect(page.locator(".digest h3")).to_have_text(["Новость 30", "Новость 31"])
    page.get_by_role("link", name="К самым новым").click()
    expect(page.locator(".digest h3")).to_have_count(30)


def test_the_calendar_leads_to_days_that_have_stories(page):
    make_article("Вчерашняя", publish_at=ago(days=1))
    page.goto("/archive/")

    expect(page.locator("h2", has_text="Вчерашняя")).to_be_visible()
    expect(page.locator(".calendar [aria-current=date]")).to_have_count(1)
    expect(page.locator(".calendar a")).to_have_count(1)
