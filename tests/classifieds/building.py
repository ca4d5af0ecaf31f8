"""Builders for the room of ads."""

from itertools import count

from django.utils import timezone

from classifieds.models import Ad, Category, Field, Option, Place
from classifieds.states import State
from tests.builders import ago, ahead

number = count(1)
PHONE, EMAIL = "+77010000000", "aigul@example.com"


def make_category(name="Авто", name_kk="Авто", **fields):
    """A category; its address is made of a running number unless given."""
    return Category.objects.create(**{"name_ru": name, "name_kk": name_kk, "slug": f"shelf-{next(number)}"} | fields)


def make_place(name="Петропавловск", name_kk="Петропавл", **fields):
    """A place; its address is made of a running number unless given."""
    return Place.objects.create(**{"name_ru": name, "name_kk": name_kk, "slug": f"place-{next(number)}"} | fields)


def make_field(category, key, kind="number", name=None, options=(), **fields):
    """A field of a category's ads; options are keys."""
    name = name or key
    field = Field.objects.create(
        **{"category": category, "key": key, "kind": kind, "name_ru": name, "name_kk": name} | fields
    )
    for option in options:
        Option.objects.create(field=field, key=option, name_ru=option.title(), name_kk=option.title())
    return field


def make_ad(*words, **fields):
    """An ad, live for an hour, unless said otherwise."""
    ad = unsaved_ad(*words, **fields)
    ad.save()
    return ad


def unsaved_ad(title="ВАЗ-2107 на ходу", state=State.LIVE, phone=PHONE, email=EMAIL, **fields):
    """What `make_ad` would save."""
    defaults = {"text": "Зимняя резина в подарок.", "price": 850_000, "state": state}
    if state not in (State.DRAFT, State.UNCONFIRMED):
        defaults |= {"submitted_at": ago(hours=2), "confirmed_at": ago(hours=2)}
    if state in (State.LIVE, State.SOLD, State.EXPIRED, State.HIDDEN):
        defaults |= {"approved_at": ago(hours=1), "bumped_at": ago(hours=1), "ends_at": ahead(days=20)}
    if state in (State.SOLD, State.EXPIRED):
        defaults["closed_at"] = timezone.now()
    if state == State.REVIEW:
        defaults["waits_since"] = ago(hours=2)
    for name, make, model in (("category", make_category, Category), ("place", make_place, Place)):
        if name not in fields:
            fields[name] = model.objects.first() or make()
    ad = Ad(title=title, **defaults | fields)
    ad.set_contact("Айгүл", phone, email)
    ad.index()
    return ad
