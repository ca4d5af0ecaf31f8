"""What a reader asks of the ads: a category, a place, words, prices, fields. One question has one address."""

from copy import copy
from urllib.parse import urlencode

from django.core.exceptions import ValidationError
from django.db import connection
from django.db.models.fields.json import KeyTransform
from django.http import QueryDict
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from classifieds.ads import Ad
from classifieds.catalogue import catalogue
from classifieds.categories import FieldKind
from classifieds.prices import PriceKind, read_tenge, tenge
from classifieds.values import YES
from language.own_words import tidy_line
from language.stems import words

LONGEST_WORDS = 100
SORTS = {"": ("bumped_at", False), "cheap": ("cheap_first", True), "dear": ("dear_first", True)}
"""How a list may be sorted: {name: (column, whether it ascends)}."""


class Question:
    """A category and a place (either may be None), and what else is asked: `asked` is {name: text}, tidied.

    It is never changed; another question is another object.

    What makes no sense is left out, so that every way of writing a question ends in one address.
    """

    def __init__(self, given, category=None, place=None):
        self.category, self.place = category, place
        self.asked = {name: text for name, text in self._tidied(given) if text}

    @classmethod
    def read(cls, category, place, query):
        """Return the question of a query text as `query` writes it, or as anybody writes it."""
        return cls(QueryDict(query.encode("utf-8", "ignore")), category, place)

    @cached_property
    def fields(self):
        """What else its category may be asked for."""
        return catalogue().filters(self.category) if self.category else []

    @property
    def query(self):
        """What is asked, as the query of an address, in its one form."""
        return urlencode(sorted(self.asked.items()))

    @property
    def filters(self):
        """What is asked, without how the list is sorted: what two lists of the same ads share."""
        return urlencode(sorted((name, text) for name, text in self.asked.items() if name != "sort"))

    @property
    def is_plain(self):
        """Whether it is a category and a place alone: a page for search engines."""
        return not self.asked

    @property
    def path(self):
        """The address of its category and place."""
        if self.category and self.place:
            return reverse("ads_category_in", args=[self.category.slug, self.place.slug])
        if self.category:
            return reverse("ads_category", args=[self.category.slug])
        return reverse("ads_in", args=[self.place.slug]) if self.place else reverse("ads")

    @property
    def address(self):
        """Its whole address."""
        return f"{self.path}?{self.query}" if self.query else self.path

    @property
    def number_fields(self):
        """The category's number fields, each with what is asked of it: [{"key", "name", "unit", "from", "to"}]."""
        return [
            {
                "key": field.key,
                "name": field.name,
                "unit": field.unit,
                "from": self.asked.get(f"f.{field.key}.from", ""),
                "to": self.asked.get(f"f.{field.key}.to", ""),
            }
            for field in self.fields
            if field.kind == FieldKind.NUMBER
        ]

    @property
    def carried(self):
        """What is asked and has no field in the form of words and numbers: [(name, text)]."""
        typed = {"q", "from", "to"} | {f"f.{f['key']}.{side}" for f in self.number_fields for side in ("from", "to")}
        return [(name, text) for name, text in self.asked.items() if name not in typed]

    @property
    def sorting(self):
        """(column, whether it ascends) of its list."""
        return SORTS[self.asked.get("sort", "")]

    def within(self, category):
        """Return the question of another category; what only the former one's ads tell falls away."""
        return Question(self.asked, category, self.place)

    def at(self, place):
        """Return the question for another place."""
        other = copy(self)
        other.place = place
        return other

    def with_(self, name, text):
        """Return the question with one thing more, said as `asked` says it, or without it where the text is empty."""
        other = copy(self)
        other.asked = {known: said for known, said in (self.asked | {name: text}).items() if said}
        return other

    @property
    def chips(self):
        """What is asked, in words, each with the question that asks all but that: [(words, Question)]."""
        chips = [(self.category.name, self.within(None))] if self.category else []
        chips += [(self.place.name, self.at(None))] if self.place else []
        return chips + [(self._said(n, text), self.with_(n, "")) for n, text in self.asked.items() if n != "sort"]

    @property
    def in_words(self):
        """What is asked, in a line."""
        return ", ".join(words for words, _question in self.chips) or _("All ads")

    def ads(self):
        """Return the live ads that it asks for, in no order."""
        ads = Ad.objects.live()
        if self.category:
            ads = ads.in_categories(catalogue().categories.branch(self.category))
        if self.place:
            ads = ads.filter(place_id__in=catalogue().places.branch(self.place))
        for name, text in self.asked.items():
            ads = self._narrow(ads, name, text)
        return ads

    def _narrow(self, ads, name, text):
        match name:
            case "q":
                return ads.filter(stems__find=text)
            case "from":
                return ads.filter(price__gte=int(text))
            case "to":
                return ads.filter(price__lte=int(text))
            case "kind":
                return ads.filter(price_kind=text)
            case "photo":
                return ads.filter(lead_picture__isnull=False)
            case "who":
                return ads.filter(is_business=text == "business")
            case "sort":
                return ads
        return self._narrow_by_field(ads, name, text)

    def _narrow_by_field(self, ads, name, text):
        key, _dot, side = name.removeprefix("f.").partition(".")
        # By a name of our own: a key may be called as Django calls its lookups.
        ads = ads.alias(_value=KeyTransform(key, "fields"))
        if side:
            return ads.filter(**{"_value__gte" if side == "from" else "_value__lte": int(text)})
        kind = next(field.kind for field in self.fields if field.key == key)
        value = True if kind == FieldKind.YES_NO else text
        if connection.features.supports_json_field_contains:
            # The index `ad_told` answers this and nothing else; SQLite has neither.
            return ads.filter(fields__contains={key: value})
        return ads.filter(_value=value)

    def _tidied(self, given):
        found = tidy_line(given.get("q", "")[:LONGEST_WORDS])
        yield "q", found if words(found) else ""
        for name in ("from", "to"):
            yield name, _price(given.get(name, ""))
        yield "kind", given.get("kind") if given.get("kind") in PriceKind.values else ""
        yield "photo", "1" if given.get("photo") else ""
        yield "who", given.get("who") if given.get("who") in ("private", "business") else ""
        for field in self.fields if any(name.startswith("f.") for name in given) else ():
            yield from self._tidied_field(field, given)
        yield "sort", given.get("sort") if given.get("sort") in SORTS else ""

    def _tidied_field(self, field, given):
        name = f"f.{field.key}"
        if field.kind == FieldKind.NUMBER:
            for side in ("from", "to"):
                yield f"{name}.{side}", _number(given.get(f"{name}.{side}", ""))
        elif field.kind == FieldKind.YES_NO:
            yield name, YES if given.get(name) else ""
        else:
            text = given.get(name, "")
            yield name, text if text in {option.key for option in field.options.all()} else ""

    def _said(self, name, text):
        match name:
            case "q":
                return f"«{text}»"
            case "from":
                return _("from %(price)s") % {"price": tenge(text)}
            case "to":
                return _("up to %(price)s") % {"price": tenge(text)}
            case "kind":
                return str(PriceKind(text).label)
            case "photo":
                return _("with a photo")
            case "who":
                return _("from businesses") if text == "business" else _("from private persons")
        return self._said_of_field(name, text)

    def _said_of_field(self, name, text):
        key, _dot, side = name.removeprefix("f.").partition(".")
        field = next(field for field in self.fields if field.key == key)
        if side:
            said = _("%(field)s: from %(number)s") if side == "from" else _("%(field)s: up to %(number)s")
            return said % {"field": field.name, "number": text}
        if field.kind == FieldKind.YES_NO:
            return field.name
        return f"{field.name}: {next(option.name for option in field.options.all() if option.key == text)}"


def _price(text):
    try:
        amount = read_tenge(text)
    except ValidationError:
        return ""
    return str(amount) if amount else ""


def _number(text):
    digits = "".join(text.split())
    if not (digits.isascii() and digits.isdigit()) or len(digits) > 15:
        return ""
    return str(int(digits))
