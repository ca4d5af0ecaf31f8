"""What the lists of 100,000 live ads cost at the server: `python -m bench.classifieds [--ads 100000]`.

Fills the database named by DATABASE_URL (an empty one), then asks each page through Django, the counts of the facets
kept nowhere («cold») or kept from the page before («warm»). Prints milliseconds and queries; the baseline is the page
of the rules, which asks the database for nothing of its own. Wants the static files collected.
"""

# ruff: noqa: E402, S311 - models can be imported only after Django's set-up; nothing here is secret
import argparse
import os
import random
import statistics
import time
from datetime import timedelta

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
django.setup()

from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from classifieds.models import Ad, Category, Field, Option, Place, State
from paging.keyset import EPOCH
from searching.fields import stems_in

REPEATS = 15
OFTEN = ["продам", "новый", "хороший", "недорого", "срочно", "торг", "сатылады", "жаңа", "арзан", "жақсы"]
BASELINE = "the rules"


def fill(number):
    """Make a tree of 6 × 10 categories, 25 places and the ads."""
    chance = random.Random(6)
    leaves, places = [], []
    for top in range(6):
        above = Category.objects.create(name_ru=f"Рубрика {top}", name_kk=f"Айдар {top}", slug=f"top-{top}")
        field = Field.objects.create(category=above, key="make", kind="choice", name_ru="Марка", name_kk="Маркасы")
        for option in range(12):
            Option.objects.create(field=field, key=f"m{option}", name_ru=f"М{option}", name_kk=f"М{option}")
        Field.objects.create(category=above, key="year", kind="number", name_ru="Год", name_kk="Жылы")
        names = [(f"Рубрика {top}.{n}", f"Айдар {top}.{n}", f"shelf-{top}-{n}") for n in range(10)]
        leaves += [Category.objects.create(parent=above, name_ru=r, name_kk=k, slug=s) for r, k, s in names]
    region = Place.objects.create(name_ru="Область", name_kk="Облыс", slug="region")
    for n in range(24):
        places.append(
            Place.objects.create(parent=region, name_ru=f"Город {n}", name_kk=f"Қала {n}", slug=f"place-{n}")
        )
    rare = [
        f"{a}{b}{c}"
        for a in ("кар", "бол", "шин", "тол", "мыр")
        for b in "аеиоу"
        for c in ("вен", "дар", "лик", "топ")
    ]
    stems, now, rows = {word: stems_in(word) for word in [*OFTEN, *rare]}, timezone.now(), []
    for n in range(number):
        words = [chance.choice(OFTEN), *chance.sample(rare, 5), f"лот{n}"]
        moment = now - timedelta(minutes=n * 0.2)
        rows.append(
            Ad(
                category=leaves[int(chance.triangular(0, 59, 5))],
                place=places[int(chance.triangular(0, 23, 0))],
                language=chance.choice(["ru", "ru", "kk"]),
                title=" ".join(words),
                text="Состояние хорошее, звоните в любое время. " * 6,
                fields={"make": f"m{chance.randrange(12)}", "year": chance.randrange(1980, 2026)},
                price=chance.choice([None, chance.randrange(1, 9000) * 1000]),
                price_kind=chance.choice(["fixed", "negotiable", "from"]),
                is_business=chance.random() < 0.2,
                state=State.LIVE,
                approved_at=moment,
                bumped_at=moment,
                ends_at=now + timedelta(days=30),
                stems=" ".join([*(stems.get(word, word) for word in words), "состоян", "хорош", "звон"]),
            )
        )
        if len(rows) == 2000:
            Ad.objects.bulk_create(rows)
            rows = []
    Ad.objects.bulk_create(rows)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE" if connection.vendor == "sqlite" else "VACUUM ANALYZE")


def pages():
    """Return {name: path}."""
    found = {
        BASELINE: "/ads/rules/",
        "all": "/ads/",
        "a branch": "/ads/top-0/",
        "a category": "/ads/shelf-1-3/",
        "a category in a place": "/ads/shelf-0-5/in/place-2/",
        "a place": "/ads/in/place-0/",
        "prices": "/ads/?from=100000&to=500000",
        "from businesses": "/ads/top-1/?who=business",
        "a field": "/ads/top-0/?f.make=m3&f.year.from=2015",
        "cheapest": "/ads/?sort=cheap",
        "dearest in a branch": "/ads/top-2/?sort=dear",
        "a rare word": "/ads/?q=каравен",
        "two words": "/ads/?q=каравен болидар",
        "a common word": "/ads/?q=продам",
        "one ad": "/ads/?q=лот777",
    }
    for depth in (100, 1000):
        ad = Ad.objects.order_by("-bumped_at", "-pk")[depth * 30]
        found[f"page {depth}"] = f"/ads/?older={(ad.bumped_at - EPOCH) // timedelta(microseconds=1)}-{ad.pk}"
    return found


def ask(client, path, is_cold):
    """Return (milliseconds, queries) of one page."""
    if is_cold:
        cache.clear()
    with CaptureQueriesContext(connection) as captured:
        start = time.perf_counter()
        answer = client.get(path, HTTP_HOST="localhost")
        took = (time.perf_counter() - start) * 1000
    if answer.status_code != 200:
        raise SystemExit(f"{path} answers {answer.status_code}.")
    return took, len(captured)


def main():
    """Fill, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--ads", type=int, default=100_000)
    number = parser.parse_args().ads
    if not Ad.objects.exists():
        fill(number)
    client, all_of_them = Client(), {True: [], False: []}
    print(f"{connection.vendor}, {Ad.objects.live().count()} live ads, median and worst of {REPEATS}")
    for name, path in pages().items():
        ask(client, path, is_cold=True)
        line = f"{name:24}"
        for is_cold in (False, True):
            taken = [ask(client, path, is_cold) for _ in range(REPEATS)]
            times = [took for took, _queries in taken]
            all_of_them[is_cold] += times if name != BASELINE else []
            line += f"  {'cold' if is_cold else 'warm'} {statistics.median(times):7.1f} {max(times):7.1f}"
        print(f"{line}  queries {max(queries for _took, queries in taken)}")
    for is_cold, times in all_of_them.items():
        p95 = statistics.quantiles(times, n=20)[-1]
        print(f"{'cold' if is_cold else 'warm'}: median {statistics.median(times):.1f}, p95 {p95:.1f}")


if __name__ == "__main__":
    main()
