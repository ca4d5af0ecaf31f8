"""How many ads each further step would leave: by category, place, price, seller and the fields of a category."""

from collections import Counter
from dataclasses import dataclass, field

from django.core.cache import cache
from django.db import connection
from django.db.models import Case, F, When
from django.utils import timezone
from django.utils.translation import gettext as _

from classifieds.ads import Ad
from classifieds.catalogue import catalogue
from classifieds.categories import FieldKind
from classifieds.prices import PriceKind
from classifieds.values import YES, read_choices

KEPT = 30
"""Seconds for which counts are kept: to count a hundred thousand rows for every reader helps none of them."""
MOST_FIELDS = 6
MOST_FOUND = 1000
"""Of ads found by words so many are counted, the newest: no index has both the words and what is counted."""
# What ads are counted by, and what is counted of them: columns of our own query.
WAYS = ("category_id", "place_id", "price_kind")
SUMS = ("today", "photo", "business")


@dataclass
class Facet:
    """One thing to choose by: its name, and [(words, how many, Question)]; the chosen are not among them."""

    name: str
    choices: list = field(default_factory=list)
    is_tree: bool = False


@dataclass
class Counts:
    """How many ads a question finds, how many of them came today, and its facets' raw numbers.

    Where more than `beyond` are found (0: all were counted), the numbers are those of the newest, and not told.
    """

    beyond: int
    total: int
    today: int
    photo: int
    business: int
    categories: Counter
    places: Counter
    kinds: Counter
    fields: dict


def counts_of(question):
    """Return the Counts of a question, at most KEPT seconds old."""
    place, category = question.place, question.category
    name = f"ads:{category.pk if category else 0}:{place.pk if place else 0}:{hash(question.filters)}"
    kept = cache.get(name)
    if kept is None or kept[0] != question.filters:
        kept = (question.filters, _count(question))
        cache.set(name, kept, KEPT)
    return kept[1]


def counted(question):
    """Return the ads that are counted: all, or of those that are found by words the newest and one more than told.

    These are found before they are sorted: PostgreSQL thinks that words know nothing of each other, and would look for
    two that hardly ever meet along all ads, the newest first.
    """
    if "q" in question.asked:
        return Ad.objects.filter(pk__in=_walked(question).values("pk"))
    return question.ads()


def facets_of(question, counts):
    """Return the [Facet] that a question may be narrowed by, without those that have nothing to choose."""
    facets = [_categories(question, counts), _places(question, counts), _kinds(question, counts)]
    facets += [_sellers(question, counts), *_fields(question, counts)]
    return [facet for facet in facets if facet.choices]


def _count(question):
    """Count in one walk by category, place and kind of price, and let the database sum that up each way.

    What ads tell is counted in a walk of its own along the same index: taken together with the rest it would make
    ten times as many groups. What words have found is found once for both.
    """
    midnight = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    # Neither ids nor words: then the index `ad_counted` has all that is asked, unless by words or fields.
    walk = _walked(question).values(
        *WAYS,
        "chosen",
        today=Case(When(approved_at__gte=midnight, then=1)),
        photo=F("lead_picture_id"),
        business=Case(When(is_business=True, then=1)),
    )
    walked, params = walk.query.sql_with_params()
    is_kept = "MATERIALIZED" if "q" in question.asked else "NOT MATERIALIZED"
    ways, counts = ", ".join(WAYS), ", ".join(f"count({name}) AS {name}" for name in SUMS)
    found = f"SELECT {ways}, count(*) AS total, {counts} FROM walked GROUP BY {ways}"  # noqa: S608 - ours
    sums = ", ".join(f"CAST(sum({name}) AS bigint)" for name in ("total", *SUMS))
    each = [f"SELECT '{way}', CAST({way} AS text), {sums} FROM found GROUP BY {way}" for way in WAYS]  # noqa: S608 - ours
    fields = _chosen_fields(question)
    each += ["SELECT 'chosen', chosen, count(*), 0, 0, 0 FROM walked GROUP BY chosen"] if fields else []
    summed = {way: {} for way in (*WAYS, "chosen")}
    with connection.cursor() as cursor:
        cursor.execute(f"WITH walked AS {is_kept} ({walked}), found AS ({found}) {' UNION ALL '.join(each)}", params)
        for way, value, *numbers in cursor.fetchall():
            summed[way][value] = numbers
    categories, places, kinds, told = ({value: n[0] for value, n in of.items()} for of in summed.values())
    totals = [sum(column) for column in zip(*summed["price_kind"].values(), strict=True)] or [0, 0, 0, 0]
    return Counts(
        MOST_FOUND if "q" in question.asked and totals[0] > MOST_FOUND else 0,
        *totals,
        Counter({int(pk): number for pk, number in categories.items()}),
        Counter({int(pk): number for pk, number in places.items()}),
        Counter(kinds),
        _by_fields(told, fields),
    )


def _chosen_fields(question):
    """Return the keys of the fields that a question may still be narrowed by choosing."""
    chosen = (FieldKind.CHOICE, FieldKind.YES_NO)
    keys = [f.key for f in question.fields if f.kind in chosen and f"f.{f.key}" not in question.asked]
    return keys[:MOST_FIELDS]


def _walked(question):
    """Return the same ads as a query that has an end already where one is due, for those who only walk along it."""
    ads = question.ads()
    return ads.order_by("-bumped_at", "-pk")[: MOST_FOUND + 1] if "q" in question.asked else ads.order_by()


def _by_fields(told, keys):
    """Sum up what ads tell under each key, out of {what is chosen: how many ads}: {key: Counter}."""
    numbers = {key: Counter() for key in keys}
    for chosen, times in told.items():
        for key, value in read_choices(chosen):
            if key in numbers:
                numbers[key][value] += times
    return numbers


def _categories(question, counts):
    tree = catalogue().categories
    below = tree.children(question.category) if question.category else tree.tops
    numbered = [(row, sum(counts.categories[pk] for pk in tree.branch(row))) for row in below]
    return Facet(
        _("Categories"), [(row.name, number, question.within(row)) for row, number in numbered if number], is_tree=True
    )


def _places(question, counts):
    tree = catalogue().places
    below = tree.children(question.place) if question.place else tree.tops
    while len(below) == 1 and tree.children(below[0]):
        below = tree.children(below[0])
    numbered = [(row, sum(counts.places[pk] for pk in tree.branch(row))) for row in below]
    return Facet(_("Places"), [(row.name, number, question.at(row)) for row, number in numbered if number])


def _kinds(question, counts):
    numbered = [(kind, counts.kinds[kind.value]) for kind in PriceKind if "kind" not in question.asked]
    choices = [(str(kind.label), number, question.with_("kind", kind.value)) for kind, number in numbered if number]
    return Facet(_("Price"), choices)


def _sellers(question, counts):
    choices = []
    if "photo" not in question.asked and counts.photo:
        choices.append((_("with a photo"), counts.photo, question.with_("photo", "1")))
    if "who" not in question.asked:
        private = counts.total - counts.business
        choices += [(_("from private persons"), private, question.with_("who", "private"))] if private else []
        choices += (
            [(_("from businesses"), counts.business, question.with_("who", "business"))] if counts.business else []
        )
    return Facet(_("Offered"), choices)


def _fields(question, counts):
    for one in question.fields:
        numbers = counts.fields.get(one.key, {})
        is_yes = one.kind == FieldKind.YES_NO
        options = [(YES, _("yes"))] if is_yes else [(option.key, option.name) for option in one.options.all()]
        numbered = [(key, name, numbers.get(key, 0)) for key, name in options]
        yield Facet(one.name, [(name, n, question.with_(f"f.{one.key}", key)) for key, name, n in numbered if n])
