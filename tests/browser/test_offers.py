"""The whole life of an ad: offered, confirmed, let in, asked for its phone, renewed, sold."""

import re

import pytest
from django.core import mail
from playwright.sync_api import expect

from classifieds.models import Ad, State
from paging.shared import forget
from tests.builders import make_member
from tests.classifieds.building import make_category, make_field, make_place

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def _shelves():
    forget()  # what the test before has seen of the trees
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
    page.get_by_label("Согласен").check()


def test_from_the_form_to_sold(reader):
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
    Ad.objects.get().approve(make_member("moderator"))

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
    page.reload()

    expect(page.get_by_label("Заголовок")).to_have_value("ВАЗ-2107 на ходу")
    expect(page.get_by_label("Марка")).to_have_value("lada")


def test_what_is_wrong_is_marked_and_nothing_is_lost(page):
    page.goto("/ads/new/cars/")
    fill(page)
    page.get_by_label("Цена, ₸").fill("0")
    page.get_by_role("button", name="Посмотреть").click()

    expect(page.get_by_text("Даром? Тогда выберите «даром».")).to_be_visible()
    expect(page.get_by_label("Описание")).to_have_value("Зимняя резина в подарок.")
    page.complaints.clear()  # Chromium reports the refused request
