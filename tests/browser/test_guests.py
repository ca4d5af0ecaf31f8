"""A draft shown by a link, and corrections, in a real browser: Anna edits, a stranger reads and remarks."""

import re

import pytest
from playwright.sync_api import expect

from articles.models import GuestRemark, PreviewLink
from people.models import User
from tests.browser.conftest import log_in
from tests.builders import ago, make_article

REFUSED = re.compile(r"status of 4\d\d")
# Every control has a name, every picture a description, and no id stands twice: what a screen reader needs first.
NAMELESS = """() => {
  const visible = (one) => one.checkVisibility() && one.type !== "hidden";
  const named = (one) => one.labels?.length || one.getAttribute("aria-label") || one.textContent.trim();
  const controls = [...document.querySelectorAll("main :is(input, textarea, select, button, a)")];
  const ids = [...document.querySelectorAll("[id]")].map((one) => one.id);
  const nameless = controls.filter((one) => visible(one) && !named(one) && !one.querySelector("img[alt]"));
  return [
    ...[...nameless, ...document.querySelectorAll("img:not([alt])")].map((one) => one.outerHTML),
    ...ids.filter((id, place) => ids.indexOf(id) !== place),
  ];
}"""


@pytest.fixture
def anna():
    return User.objects.create_superuser("anna", password="anna-anna-1")


@pytest.fixture
def draft():
    draft = make_article("Тайный мост", status="draft", publish_at=None, photos=2)
    picture = draft.photos.get(number=2).picture_id
    draft.body = f'<p>Лёд ушёл.</p><figure data-photo="{picture}"></figure><p>Мост откроют весной.</p>'
    draft.save()
    return draft


@pytest.fixture
def link(draft, anna):
    return PreviewLink.objects.make(draft, by=anna, label="Юрист", allows_remarks=True)


@pytest.fixture
def desk(page, anna):
    """A page on which Anna has logged in."""
    log_in(page, anna)
    return page


@pytest.fixture
def plain(chromium, live_server):
    """A page in a browser that runs no scripts."""
    context = chromium.new_context(base_url=live_server.url, java_script_enabled=False)
    yield context.new_page()
    context.close()


def forget_refusals(page):
    """Take the complaints about answers that were meant to refuse."""
    page.complaints[:] = [said for said in page.complaints if not REFUSED.search(said)]


def test_a_stranger_opens_the_link_and_its_photos_on_a_phone(phone, link):
    answer = phone.goto(link.get_absolute_url())

    assert answer.headers["cache-control"] == "private, no-store"
    assert answer.headers["x-robots-tag"] == "noindex, nofollow, noarchive"
    assert answer.headers["referrer-policy"] == "no-referrer"
    expect(phone.locator("h1")).to_have_text("Тайный мост")
    assert phone.evaluate("document.documentElement.scrollWidth") <= 360
    assert phone.evaluate(NAMELESS) == []

    phone.locator("figure.first a").first.click()
    expect(phone).to_have_url(re.compile(re.escape(link.get_absolute_url()) + r"photo/1/$"))
    phone.locator(".close").click()
    expect(phone).to_have_url(re.compile(re.escape(link.get_absolute_url()) + r"(#photo-1)?$"))
    assert phone.context.cookies() == []


def test_a_tampered_an_expired_and_a_closed_link_show_the_same_page(page, link):
    tampered = page.goto(f"/preview/{link.token[:-1]}{'A' if link.token[-1] != 'A' else 'B'}/")
    said = page.inner_text("main")
    PreviewLink.objects.update(expires_at=ago(minutes=1))
    expired = page.goto(link.get_absolute_url())
    said_expired = page.inner_text("main")
    link.refresh_from_db()
    link.expires_at = ago(days=-1)
    link.save()
    link.revoke()
    closed = page.goto(link.get_absolute_url())

    assert [tampered.status, expired.status, closed.status] == [404, 410, 410]
    assert said == said_expired == page.inner_text("main")
    assert "Тайный" not in page.content()
    forget_refusals(page)


def test_a_remark_without_a_script_lands_at_its_paragraph_for_the_author(plain, desk, link, draft):
    plain.goto(link.get_absolute_url())
    plain.locator("#block-3 a").click()
    assert plain.evaluate(NAMELESS) == []
    plain.locator("textarea").fill("Не весной, а летом.")
    plain.locator("[name=name]").fill("Сергей")
    plain.locator("form button").click()
    plain.get_by_role("status").wait_for()
    plain.locator(".guest-page .button").click()

    assert GuestRemark.objects.get().block == 3
    assert plain.url.endswith("#block-3")
    desk.goto(f"/admin/articles/article/{draft.pk}/change/")
    expect(desk.locator(".guest-remarks blockquote")).to_have_text("Мост откроют весной.")
    expect(desk.locator(".guest-said")).to_have_text("Не весной, а летом.")
    expect(desk.locator(".guest-who")).to_contain_text("Сергей")


def test_an_empty_and_a_far_too_long_remark_come_back_with_their_text(page, link):
    page.goto(f"{link.get_absolute_url()}remark/1/")
    page.locator("form button").click()
    expect(page.locator(".errorlist")).to_have_count(1)
    page.locator("textarea").fill("я" * 2001)
    page.locator("form button").click()

    expect(page.locator(".errorlist")).to_contain_text("2001")
    assert page.locator("textarea").input_value() == "я" * 2001
    assert page.evaluate(NAMELESS) == []
    forget_refusals(page)


def test_links_are_made_and_closed_without_leaving_what_is_being_typed(desk, draft):
    desk.on("dialog", lambda dialog: dialog.accept())
    desk.goto(f"/admin/articles/article/{draft.pk}/change/")
    desk.fill("#id_headline", "Недописанный заголовок")
    desk.fill("#id_link_label", "Переводчик")
    desk.check("#id_link_allows_remarks")
    desk.locator(".guest-new button").click()
    address = desk.locator(".guest-link input[readonly]")
    expect(address).to_have_count(1)
    assert desk.evaluate(NAMELESS.replace("main :is", "desk-guests :is")) == []
    made = PreviewLink.objects.get()
    assert address.input_value().endswith(made.get_absolute_url())

    desk.locator(".guest-link form button").click()
    expect(address).to_have_count(0)

    made.refresh_from_db()
    assert (made.label, made.is_open) == ("Переводчик", False)
    assert desk.input_value("#id_headline") == "Недописанный заголовок"


def test_the_address_is_copied(desk, link, draft):
    desk.context.grant_permissions(["clipboard-read", "clipboard-write"])
    desk.goto(f"/admin/articles/article/{draft.pk}/change/")

    desk.locator("[data-does=copy]").click()

    expect(desk.locator(".guests-said")).not_to_be_empty()
    assert desk.evaluate("navigator.clipboard.readText()").endswith(link.get_absolute_url())


def test_a_remark_is_done_with_a_click(desk, link, draft):
    remark = link.take_remark(block=1, quote="Лёд ушёл.", text="Когда?")
    desk.goto(f"/admin/articles/article/{draft.pk}/change/")

    desk.locator(".guest-remarks form button").click()
    expect(desk.locator(".guest-remarks")).to_have_count(0)

    remark.refresh_from_db()
    assert remark.done_at


def test_a_note_is_added_in_the_articles_form_and_read_under_it(desk, anna):
    article = make_article("Мост открыт", body="<p>Открыли.</p>", created_by=anna)
    desk.on("dialog", lambda dialog: dialog.accept())
    desk.goto(f"/admin/articles/article/{article.pk}/change/")
    desk.locator("#notes-group .add-row a").click()
    desk.select_option("#id_notes-0-kind", "corrected")
    desk.fill("#id_notes-0-text", "Мост открыли в среду, а не во вторник.")
    desk.locator("[name=_continue]").click()
    expect(desk.locator(".messagelist .success")).to_be_visible()

    desk.goto(article.get_absolute_url())

    expect(desk.locator(".note")).to_contain_text(re.compile("в.среду"))
    expect(desk.locator(".note time")).to_have_count(1)


@pytest.mark.parametrize(("path", "language"), [("/corrections/", "ru"), ("/kk/corrections/", "kk")])
def test_corrections_are_read_in_both_editions(phone, path, language):
    article = make_article("Ұзын тақырып " * 8, language=language)
    article.notes.create(kind="corrected", text="Слово" * 40)

    phone.goto(path)

    expect(phone.locator("html")).to_have_attribute("lang", language)
    assert phone.evaluate("document.documentElement.scrollWidth") <= 360
    assert phone.evaluate(NAMELESS) == []
    phone.locator(".corrections h2 a").click()
    expect(phone.locator(".note")).to_be_visible()
