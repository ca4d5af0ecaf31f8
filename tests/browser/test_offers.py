"""The whole life of an ad: offered, confirmed, let in, asked for its phone, renewed, sold."""

import re

import pytest
from django.core import mail
from playwright.sync_api import expect

from classifieds.models import Ad, Key, State
from live.models import Head
from paging.shared import forget
from people.models import User
from tests.builders import picture_file
from tests.classifieds.building import make_ad, make_category, make_field, make_place

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def _shelves():
    forget()  # what the test before has seen of the trees
    # Emptying the database after the test before took the log's one row away, which a migration makes.
    Head.objects.get_or_create(pk=1)
    cars = make_category("Авто", slug="cars", term=20)
    make_field(cars, "make", "choice", "Марка", options=("lada", "kia"))
    make_place("Петропавловск", slug="petropavl")


@pytest.fixture(params=["page", "phone", "without_scripts"])
def reader(request):
    """A reader at a desk, with a phone in the hand, and without scripts."""
    return request.getfixturevalue(request.param)


@pytest.fixture
def without_scripts(chromium, live_server):
    context = chromium.new_context(base_url=live_server.url, java_script_enabled=False, locale="ru-RU")
    yield context.new_page()
    context.close()


@pytest.fixture
def moderator(chromium, live_server):
    """Anna's own browser, before the queue of ads."""
    User.objects.create_superuser("anna", password="anna-anna-1", first_name="Анна")
    context = chromium.new_context(base_url=live_server.url, locale="ru-RU")
    page = context.new_page()
    page.goto("/admin/login/?next=/admin/classifieds/ad/")
    page.fill("#id_username", "anna")
    page.fill("#id_password", "anna-anna-1")
    page.click("#login-form [type=submit]")
    yield page
    context.close()


def photo(name, colour="#0b5a73"):
    return {"name": name, "mimeType": "image/jpeg", "buffer": picture_file(colour=colour).read()}


def link_in(letter):
    return re.search(r"https?://[^/\s]+(/\S+)", letter.body)[1]


def fill(page):
    page.get_by_label("Заголовок").fill("ВАЗ-2107 на ходу")
    page.get_by_label("Марка").select_option("lada")
    page.get_by_label("Описание").fill("Зимняя резина в подарок.")
    page.get_by_label("Цена, ₸").fill("850 000")
    page.get_by_label("Где").select_option(label="Петропавловск")
    page.get_by_label("Ваше имя").fill("Айгүл")
    page.get_by_label("Телефон").fill("8 701 000 00 00")
    page.get_by_label("Электронная почта").fill("aigul@example.com")
    page.get_by_label("Соглашаюсь").check()


def test_from_the_form_to_sold(reader, moderator):
    page = reader
    page.goto("/ads/new/")
    page.get_by_role("link", name="Авто").click()
    fill(page)
    page.get_by_role("button", name="Посмотреть").click()
    expect(page.get_by_role("heading", name="ВАЗ-2107")).to_be_visible()
    page.get_by_role("button", name="Опубликовать").click()
    expect(page.get_by_text("aigul@example.com")).to_be_visible()

    page.goto(link_in(mail.outbox[0]))
    assert Ad.objects.get().state == State.UNCONFIRMED
    page.get_by_role("button", name="Подтвердить").click()
    expect(page.get_by_role("status")).to_contain_text("модератор")
    own = page.url.replace("confirm/", "")
    moderator.reload()
    expect(moderator.get_by_text("ВАЗ-2107")).to_be_visible()
    moderator.keyboard.press("a")
    expect(moderator.locator(".mod-said")).to_contain_text("Одобрено")

    page.goto("/ads/cars/")
    page.get_by_role("link", name="ВАЗ-2107").first.click()
    page.get_by_role("button", name="Показать телефон").click()
    expect(page.locator("a[href='tel:+77010000000']")).to_be_visible()

    page.goto(own)
    page.get_by_role("button", name="Продлить").click()
    expect(page.get_by_role("status")).to_contain_text("Продлено")
    page.get_by_role("button", name="Продано").click()
    expect(page.get_by_role("status")).to_contain_text("проданное")
    page.goto(Ad.objects.get().get_absolute_url())
    expect(page.get_by_text("Продано.")).to_be_visible()
    expect(page.get_by_role("button", name="Показать телефон")).to_have_count(0)


def test_what_was_typed_survives_a_reload(page):
    page.goto("/ads/new/cars/")
    fill(page)
    page.get_by_label("Добавить фото").set_input_files([photo("a.jpg"), photo("b.jpg", "#993311")])
    expect(page.locator("offer-photos img")).to_have_count(2)
    page.reload()

    expect(page.get_by_label("Заголовок")).to_have_value("ВАЗ-2107 на ходу")
    expect(page.get_by_label("Марка")).to_have_value("lada")
    expect(page.locator("offer-photos img")).to_have_count(2)
    page.get_by_role("button", name="Посмотреть").click()
    expect(page.get_by_role("heading", name="ВАЗ-2107")).to_be_visible()
    assert Ad.objects.get().photos.count() == 2
    page.goto("/ads/new/cars/")
    expect(page.get_by_label("Заголовок")).to_have_value("")
    expect(page.locator("offer-photos img")).to_have_count(0)


def test_what_was_typed_goes_along_to_another_category(page):
    make_category("Мебель", slug="furniture")
    page.goto("/ads/new/cars/")
    fill(page)
    page.get_by_role("link", name="Другая рубрика").click()
    page.get_by_role("link", name="Мебель").click()

    expect(page.get_by_label("Заголовок")).to_have_value("ВАЗ-2107 на ходу")
    expect(page.get_by_label("Телефон")).not_to_have_value("")


def test_what_was_typed_into_an_edit_survives_a_reload_and_is_forgotten_when_it_is_saved(page):
    ad = make_ad()
    address = f"/ads/manage/{Key.objects.issue(ad, mailed=True)}/"
    page.goto(f"{address}edit/")
    page.get_by_label("Заголовок").fill("ВАЗ-2107 почти новый")
    page.reload()
    expect(page.get_by_label("Заголовок")).to_have_value("ВАЗ-2107 почти новый")

    page.get_by_role("button", name="Сохранить").click()
    page.wait_for_url(f"**{address}")
    page.goto(f"{address}edit/")
    page.get_by_label("Заголовок").fill("ВАЗ-2107 на ходу")
    page.goto(address)
    page.goto(f"{address}edit/")
    expect(page.get_by_label("Заголовок")).to_have_value("ВАЗ-2107 почти новый")


def test_a_photo_that_is_none_is_named_and_the_others_stay(page):
    page.goto("/ads/new/cars/")
    broken = {"name": "broken.jpg", "mimeType": "image/jpeg", "buffer": b"\xff\xd8\xff nothing"}
    page.get_by_label("Добавить фото").set_input_files([photo("a.jpg"), broken, photo("b.jpg", "#993311")])

    expect(page.locator("offer-photos [role=status]")).to_contain_text("broken.jpg")
    expect(page.locator("offer-photos img")).to_have_count(2)
    page.complaints.clear()  # Chromium reports the refused request


def test_a_lost_connection_loses_one_photo_and_says_so(page):
    page.goto("/ads/new/cars/")
    page.route("**/ads/photos/", lambda route: route.abort(), times=1)
    page.get_by_label("Добавить фото").set_input_files([photo("a.jpg"), photo("b.jpg", "#993311")])

    expect(page.locator("offer-photos [role=status]")).to_contain_text("a.jpg: Фото не дошло")
    expect(page.locator("offer-photos img")).to_have_count(1)
    page.complaints.clear()  # Chromium reports the lost request


def test_whoever_is_quicker_than_the_photos_waits_for_them(page):
    page.goto("/ads/new/cars/")
    fill(page)
    held = []
    page.route("**/ads/photos/", lambda route: held.append(route))
    page.get_by_label("Добавить фото").set_input_files([photo("a.jpg")])
    expect(page.locator("offer-photos [role=status]")).to_have_text("Фото загружается…")
    page.get_by_role("button", name="Посмотреть").click()
    held[0].continue_()

    expect(page.get_by_role("heading", name="ВАЗ-2107")).to_be_visible()
    assert Ad.objects.get().photos.count() == 1


# Favourites


def heart(page, ad):
    return page.locator(f"keep-ad[data-ad='{ad.pk}'] button")


def test_what_is_kept_stands_on_its_page_and_is_counted(page):
    ad, other = make_ad("Диван"), make_ad("Шкаф")
    page.goto("/ads/")
    with page.expect_response(f"**/ads/{ad.pk}/kept/"):
        heart(page, ad).click()
    expect(heart(page, ad)).to_have_attribute("aria-pressed", "true")
    expect(heart(page, other)).to_have_attribute("aria-pressed", "false")
    page.get_by_role("link", name="Избранное").click()

    expect(page.get_by_role("link", name="Диван")).to_be_visible()
    expect(page.get_by_role("link", name="Шкаф")).to_have_count(0)
    assert ad.days.get().favourites == 1


def test_tabs_stay_in_step(page):
    ad, other = make_ad("Диван"), make_ad("Шкаф")
    page.goto("/ads/")
    second = page.context.new_page()
    second.goto("/ads/favourites/")
    expect(second.get_by_text("Пока ничего нет")).to_be_visible()
    heart(page, ad).click()
    expect(second.get_by_role("link", name="Диван")).to_be_visible()
    heart(page, other).click()
    expect(second.get_by_role("link", name="Шкаф")).to_be_visible()

    heart(second, ad).click()
    expect(heart(page, ad)).to_have_attribute("aria-pressed", "false")
    expect(second.get_by_role("link", name="Диван")).to_be_visible()  # until the page is opened again
    second.reload()
    expect(second.get_by_role("link", name="Шкаф")).to_be_visible()
    expect(second.get_by_role("link", name="Диван")).to_have_count(0)


def test_what_was_sold_meanwhile_says_so(page):
    ad = make_ad("Диван")
    page.goto(ad.get_absolute_url())
    heart(page, ad).click()
    ad.sell()
    page.goto("/ads/favourites/")

    expect(page.get_by_text("Продано.")).to_be_visible()


def test_without_scripts_no_heart_is_seen_and_the_page_says_why(without_scripts):
    page, ad = without_scripts, make_ad("Диван")
    page.goto("/ads/")
    expect(page.get_by_role("link", name="Диван")).to_be_visible()
    expect(heart(page, ad)).to_be_hidden()
    page.goto("/ads/favourites/")

    expect(page.get_by_text("нужен JavaScript")).to_be_visible()


def test_what_is_wrong_is_marked_and_nothing_is_lost(page):
    page.goto("/ads/new/cars/")
    fill(page)
    page.get_by_label("Цена, ₸").fill("0")
    page.get_by_role("button", name="Посмотреть").click()

    expect(page.get_by_text("Даром? Тогда выберите «даром».")).to_be_visible()
    expect(page.get_by_label("Описание")).to_have_value("Зимняя резина в подарок.")
    page.complaints.clear()  # Chromium reports the refused request


def test_a_moderators_note_is_not_lost_where_the_reason_is_missing(moderator):
    ad = make_ad(state=State.REVIEW)
    moderator.reload()
    row = moderator.locator(f"#ad-{ad.pk}")
    expect(row).to_be_focused()
    moderator.keyboard.press("r")
    reason, note = row.locator(f"#reject-reason-{ad.pk}, #reject-note-{ad.pk}").all()
    expect(reason).to_be_focused()

    note.fill("Снимите вещь целиком")
    note.press("Control+Enter")
    expect(moderator.locator(".mod-said")).to_have_text("Выберите причину.")
    expect(note).to_have_value("Снимите вещь целиком")
    expect(reason).to_be_focused()

    reason.select_option("fraud")
    reason.press("Control+Enter")
    expect(row).to_have_class("mod-row is-decided")
    assert Ad.objects.get().note == "Снимите вещь целиком"


def test_a_phone_that_is_asked_for_too_late_says_that_the_thing_is_sold(page):
    ad = make_ad()
    page.goto(ad.get_absolute_url())
    ad.sell()
    page.get_by_role("button", name="Показать телефон").click()

    expect(page.locator("offer-phone")).to_have_text("Продано.")
    assert "410" in page.complaints.pop()
