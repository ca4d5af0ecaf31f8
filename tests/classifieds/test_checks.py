"""What makes a moderator look twice."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import translation
from PIL import Image

from classifieds.checks import has_phone, in_words, suspicions
from classifieds.models import Band, State
from pictures.models import Picture
from tests.builders import make_member, make_picture
from tests.classifieds.building import make_ad

pytestmark = pytest.mark.django_db


def codes(ad):
    return [flag["code"] for flag in suspicions(ad)]


@pytest.mark.parametrize(
    "text",
    [
        "87011234567",
        "8 701 123 45 67",
        "+7(701)123-45-67",
        "8-7O1-123-45-67",
        "звоните 8.701.123.45.67",
        "7 701 1234567",
        "звоните 7011234567",
        "701 123 45 67",
        "тел. (747) 123-45-67",
        "８７０１１２３４５６７",
        "8 . . 701 . . 123 . 45 . 67",
    ],
)
def test_a_phone_is_seen_in_any_spelling(text):
    assert has_phone(text)


@pytest.mark.parametrize(
    "text",
    [
        "8 701 000 ₸",
        "VIN XTA210700A2803765",
        "60×40×30",
        "2009 г., 140 000 км",
        "без ИИН",
        "5/9, 45 кв. м",
        "7 000 000 ₸, торг до 6 500 000",
        "ИИН 970112345678",
        "№ 17011234567890",
        "700 кг, 123 мешка, 4567 ₸ за штуку",
        "Дом 7, 71 м², 2019 год, 12 соток, 5 комнат",
        "1 500 000, 2 700 000, 12 345 678",
    ],
)
def test_innocent_numbers_are_no_phones(text):
    assert not has_phone(text)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Нужна предоплата на карту", "prepayment"),
        ("Алдын ала төлем керек", "prepayment"),
        ("Пишите t.me/seller", "link"),
        ("Подробности на example.kz", "link"),
        ("Продам мaшину", "look_alikes"),
    ],
)
def test_words_that_ask_for_a_look(text, code):
    assert codes(make_ad(text=text)) == [code]


def test_an_honest_ad_raises_nothing():
    assert codes(make_ad(text="Торг у капота. Не такси. Мотор 1,6 л, пробег 140 000 км.")) == []


def test_a_price_far_from_the_usual_is_noticed():
    for number in range(10):
        make_ad(f"{number}", price=1_000_000, phone=f"+7701000010{number}", email=f"{number}@example.com")
    other = {"phone": "+77015555555", "email": "z@example.com"}

    assert codes(make_ad("Дёшево", price=100_000, **other)) == ["price"]
    assert codes(make_ad("Обычно", price=900_000, text="Другие слова совсем", **other)) == []


def test_the_same_thing_twice_is_noticed():
    first = make_ad()

    assert suspicions(make_ad()) == [{"code": "duplicate", "ads": [first.pk]}]


# What others offer already

TEXT = "Продаю диван раскладной, зелёный. Механизм исправен, обивка без пятен, самовывоз с третьего этажа."
STRANGER = {"phone": "+77015555555", "email": "z@example.com"}


def drawing(seed=1, side=400):
    """A picture with edges of its own; the same seed is the same picture in any size."""
    image = Image.new("L", (16, 12))
    image.putdata([(x * x * 7 + y * 31 * seed + x * y * seed * 5) % 256 for y in range(12) for x in range(16)])
    return Picture.objects.take_in(in_file(image.resize((side, side * 3 // 4))))


def in_file(image):
    file = BytesIO()
    image.convert("RGB").save(file, "JPEG")
    return SimpleUploadedFile("photo.jpg", file.getvalue(), "image/jpeg")


def known_ad(title="Диван", text=TEXT, picture=None, **fields):
    """An ad that its author has confirmed."""
    ad = make_ad(title, text=text, state=State.UNCONFIRMED, **fields)
    if picture:
        ad.photos.create(picture=picture)
    ad.confirm()
    return ad


def test_the_same_words_of_somebody_else_are_noticed():
    first = known_ad()
    copy = make_ad("Диван!", text=TEXT.replace("зелёный", "зеленый, как новый"), **STRANGER)

    assert suspicions(copy) == [{"code": "copy", "ads": [first.pk]}]


def test_other_words_of_somebody_else_are_not():
    known_ad()

    assert codes(make_ad("Шкаф", text="Шкаф трёхдверный с зеркалом, разберу и помогу вынести.", **STRANGER)) == []


def test_a_picture_of_somebody_else_is_noticed_in_another_size():
    first = known_ad(picture=drawing(side=400))
    ad = make_ad("Стол", text="Стол дубовый", **STRANGER)

    assert suspicions(ad, [drawing(side=900)]) == [{"code": "picture", "ads": [first.pk]}]
    assert suspicions(ad, [drawing(seed=2)]) == []


def test_a_plain_card_is_nobodys_picture():
    known_ad(picture=make_picture())

    assert suspicions(make_ad("Стол", text="Стол дубовый", **STRANGER), [make_picture()]) == []


def test_what_its_author_deleted_is_known_no_more():
    known_ad(picture=drawing()).delete_by_author()

    assert suspicions(make_ad("Диван", text=TEXT, **STRANGER), [drawing()]) == []
    assert not Band.objects.exists()


def test_an_edit_that_was_let_in_is_known_by_its_new_words():
    ad = known_ad()
    ad.approve(make_member("moderator"))
    ad.change({"title": "Велосипед", "text": "Велосипед подростковый, семь скоростей, новые покрышки и звонок."}, [])
    ad.approve(make_member("moderator"))

    assert codes(make_ad("Диван", text=TEXT, **STRANGER)) == []
    assert codes(make_ad("Велосипед", text=ad.text, **STRANGER)) == ["copy"]


def test_each_suspicion_has_words_in_both_languages():
    for code in ("phone", "link", "prepayment", "look_alikes", "price", "duplicate", "copy", "picture"):
        with translation.override("ru"):
            russian = in_words({"code": code})
        with translation.override("kk"):
            assert len({code, russian, in_words({"code": code})}) == 3
