"""What people offer in the demonstration paper: a tree of categories, places, and ads in every state."""

import tomllib
from datetime import timedelta
from pathlib import Path

from django.utils import timezone

from classifieds.checks import suspicions
from classifieds.models import Ad, Band, Category, Field, Option, Place, State

FILE = Path(__file__).parent / "offers.toml"
WORDS_OF_THE_LIST = {"picture", "old", "business", "per", "urgent", "promoted", "state"}
APART = timedelta(hours=3, minutes=17)


def lay_out(pictures):
    """Put the ads up, each APART from the next; `pictures` are {name: Picture} of the paper."""
    told = tomllib.loads(FILE.read_text("utf-8"))
    shelves, places = _shelves(told["shelves"]), _places(told["places"])
    for row in told["fields"]:
        _field(shelves, *row)
    for number, offer in enumerate(told["offers"]):
        _offer(number, shelves, places, pictures, *offer)


def pictures():
    """Return the names of the pictures that the ads show."""
    return {
        offer[-1]["picture"] for offer in tomllib.loads(FILE.read_text("utf-8"))["offers"] if "picture" in offer[-1]
    }


def _shelves(rows):
    shelves = {}
    for order, (slug, parent, russian, kazakh, nature, term, sections) in enumerate(rows):
        shelves[slug] = Category.objects.create(
            slug=slug,
            parent=shelves.get(parent),
            name_ru=russian,
            name_kk=kazakh,
            nature=nature,
            term=term,
            sections=sections,
            order=order,
        )
    return shelves


def _places(rows):
    places = {}
    for order, (slug, parent, russian, kazakh) in enumerate(rows):
        places[slug] = Place.objects.create(
            slug=slug, parent=places.get(parent), name_ru=russian, name_kk=kazakh, order=order
        )
    return places


def _field(shelves, shelf, key, kind, russian, kazakh, unit_russian, unit_kazakh, options):
    field = Field.objects.create(
        category=shelves[shelf],
        key=key,
        kind=kind,
        name_ru=russian,
        name_kk=kazakh,
        unit_ru=unit_russian,
        unit_kk=unit_kazakh,
        order=Field.objects.count(),
    )
    for order, option in enumerate(options):
        name, option_ru, option_kk = option.split("|")
        Option.objects.create(field=field, key=name, name_ru=option_ru, name_kk=option_kk, order=order)


def _offer(number, shelves, places, pictures, shelf, place, language, title, text, price, kind, more):
    now, state = timezone.now(), more.get("state", State.LIVE)
    moment = now - APART * number - timedelta(minutes=5)
    ad = Ad(
        category=shelves[shelf],
        place=places[place],
        language=language,
        title=title,
        text=text,
        price=price or None,
        price_kind=kind,
        per=more.get("per", ""),
        old_price=more.get("old"),
        is_business=more.get("business", False),
        fields={key: value for key, value in more.items() if key not in WORDS_OF_THE_LIST},
        state=state,
        made_at=moment,
        submitted_at=moment,
        confirmed_at=moment,
    )
    # Numbers that nobody has, and the domain that is kept for examples (RFC 2606).
    ad.set_contact(NAMES[number % len(NAMES)], f"+770000000{number:02}", f"demo{number}@example.com")
    if state == State.REVIEW:
        ad.waits_since = moment
    else:
        ad.approved_at = ad.bumped_at = moment
        ad.ends_at = moment + timedelta(days=shelves[shelf].term)
    if state in (State.SOLD, State.EXPIRED):
        ad.closed_at = now
    for name in ("promoted", "urgent"):
        if name in more:
            setattr(ad, f"{name}_until", now + timedelta(days=more[name]))
    if "promoted" in more:
        ad.invoice = f"Демо-{number}"
    ad.lead_picture = pictures.get(more.get("picture"))
    ad.save()
    if ad.lead_picture:
        ad.photos.create(picture=ad.lead_picture)
    Band.objects.take_down(ad)
    if state == State.REVIEW:
        ad.flags = suspicions(ad)
        ad.save(update_fields=["flags"])


NAMES = ["Айгүл", "Сергей", "Динара", "Виктор Иванович", "Ерлан", "Марина", "Қайрат", "Светлана", "Нұрлан", "Ольга"]
