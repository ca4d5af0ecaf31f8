"""What the lists of 100,000 live ads cost at the server: `python -m bench.classifieds [--ads 100000]` (≥ 40000).

Fills the database named by DATABASE_URL (an empty one), then asks each page through Django, in turns with the page of
the rules, which asks for nothing of its own: the baseline. «Cold» pages find nothing kept in memory, neither counts
nor trees nor rows; «warm» ones what the page before has kept. «Visits» begin with nothing kept, and go on as readers
do: to some lists often, to most seldom, with words and prices nobody has asked for before. Prints milliseconds by the
clock, those of processors (ours and, on the same machine, the database's) for which a busy machine matters less, the
ratio to the baseline, and queries. Wants the static files collected.
"""

# ruff: noqa: E402, S311 - models can be imported only after Django's set-up; nothing here is secret
import argparse
import os
import random
import statistics
import time
from datetime import timedelta
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
django.setup()

from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.utils import timezone

from classifieds.models import Ad, Category, Field, Option, Place, State
from classifieds.rows import drawn
from classifieds.values import choices_in
from paging.keyset import EPOCH
from paging.shared import forget
from pictures.models import Picture
from searching.fields import stems_in

REPEATS = 15
VISITS = 1000
OFTEN = ["продам", "новый", "хороший", "недорого", "срочно", "торг", "сатылады", "жаңа", "арзан", "жақсы"]
BEGINNINGS, MIDDLES, ENDS = ("кар", "бол", "шин", "тол", "мыр"), "аеиоу", ("вен", "дар", "лик", "топ")
RARE = [a + b + c for a in BEGINNINGS for b in MIDDLES for c in ENDS]


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
    pictures = Picture.objects.bulk_create(Picture(width=1600, height=1200, has_avif=True) for _n in range(500))
    stems, now, rows = {word: stems_in(word) for word in [*OFTEN, *RARE]}, timezone.now(), []
    for n in range(number):
        told = {"make": f"m{chance.randrange(12)}", "year": chance.randrange(1980, 2026)}
        words = [chance.choice(OFTEN), *chance.sample(RARE, 5), f"лот{n}"]
        moment = now - timedelta(minutes=n * 0.2)
        rows.append(
            Ad(
                category=leaves[int(chance.triangular(0, 59, 5))],
                place=places[int(chance.triangular(0, 23, 0))],
                language=chance.choice(["ru", "ru", "kk"]),
                title=" ".join(words),
                text="Состояние хорошее, звоните в любое время. " * 6,
                fields=told,
                chosen=choices_in(told),
                price=chance.choice([None, chance.randrange(1, 9000) * 1000]),
                price_kind=chance.choice(["fixed", "negotiable", "from"]),
                is_business=chance.random() < 0.2,
                lead_picture=chance.choice([None, *chance.sample(pictures, 3)]),
                promoted_until=now + timedelta(days=30) if n % 10_000 == 7 else None,
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
        "words never together": "/ads/?q=продам срочно",
        "a common word": "/ads/?q=продам",
        "a word of every ad": "/ads/?q=звоните",
        "one ad": "/ads/?q=лот777",
    }
    for depth in (100, 1000):
        found[f"page {depth}"] = f"/ads/?{page(depth)}"
    return found


def page(number):
    """Return what the address of this page of all ads asks for."""
    ad = Ad.objects.order_by("-bumped_at", "-pk")[number * 30]
    return f"older={(ad.bumped_at - EPOCH) // timedelta(microseconds=1)}-{ad.pk}"


def visits(number):
    """Yield so many paths, half of them plain lists; what comes first anywhere is asked for most (Zipf's law)."""
    chance = random.Random(7)
    tops = list(Category.objects.filter(parent=None).values_list("slug", flat=True))
    shelves = list(Category.objects.exclude(parent=None).values_list("slug", flat=True))
    places = list(Place.objects.exclude(parent=None).values_list("slug", flat=True))
    words = [*RARE, *OFTEN]

    def one_of(things):
        return things[int(chance.paretovariate(1) - 1) % len(things)]

    lists = [
        lambda: "/ads/",
        lambda: f"/ads/{one_of(tops)}/",
        lambda: f"/ads/{one_of(shelves)}/",
        lambda: f"/ads/{one_of(shelves)}/in/{one_of(places)}/",
        lambda: f"/ads/in/{one_of(places)}/",
    ]
    questions = [
        lambda: f"?q={one_of(words)}",
        lambda: f"?q={chance.choice(words)} {chance.choice(words)}",
        lambda: f"?from={chance.randrange(1, 50) * 10_000}&to={chance.randrange(50, 900) * 10_000}",
        lambda: f"?sort={chance.choice(['cheap', 'dear'])}",
        lambda: f"?who={chance.choice(['private', 'business'])}",
        lambda: f"?{page(chance.randrange(1, 100))}",
    ]
    for _visit in range(number):
        yield chance.choice(lists)() + (chance.choice(questions)() if chance.random() < 0.5 else "")


def processors():
    """Return milliseconds of processor time that this process and its database connection have used."""
    with connection.cursor() as cursor:
        backend = cursor.connection.info.backend_pid if connection.vendor == "postgresql" else None
    spent = Path(f"/proc/{backend}/schedstat")
    of_database = int(spent.read_text().split()[0]) / 1e6 if spent.exists() else 0
    return time.process_time() * 1000 + of_database


def keep_nothing():
    """Let go of all that is kept in memory."""
    cache.clear()
    forget()
    drawn.cache_clear()


def ask(client, path, is_cold):
    """Return (milliseconds, milliseconds of processors, queries) of one page."""
    if is_cold:
        keep_nothing()
    queries = []

    def counted(execute, *args):
        queries.append(args[0])
        return execute(*args)

    used, start = processors(), time.perf_counter()
    with connection.execute_wrapper(counted):
        answer = client.get(path, HTTP_HOST="localhost")
    took, used = (time.perf_counter() - start) * 1000, processors() - used
    if answer.status_code != 200:
        raise SystemExit(f"{path} answers {answer.status_code}.")
    return took, used, len(queries)


def in_turns(client, path, is_cold):
    """Ask a page and the baseline in turns; return what `ask` says of each: (of the page, of the baseline)."""
    asked = [(ask(client, path, is_cold), ask(client, "/ads/rules/", is_cold=False)) for _ in range(REPEATS)]
    return [page for page, _rules in asked], [rules for _page, rules in asked]


def said(asked):
    """Return median and p95 by the clock, then of processors."""
    clock, used = ([one[n] for one in asked] for n in (0, 1))
    return " ".join(f"{statistics.median(ms):6.1f} {statistics.quantiles(ms, n=20)[-1]:6.1f}" for ms in (clock, used))


def main():
    """Fill, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--ads", type=int, default=100_000)
    number = parser.parse_args().ads
    if not Ad.objects.exists():
        fill(number)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            # What workers beside its own process use up is seen by nobody here.
            cursor.execute("SET max_parallel_workers_per_gather = 0")
    client, everything, baseline = Client(), {False: [], True: []}, []
    print(f"{connection.vendor}, {Ad.objects.live().count()} live ads, {REPEATS} times each")
    print(f"load of the machine {os.getloadavg()[0]:.1f}")
    print(f"{'milliseconds':31} clock p50    p95 | cpu p50    p95 | ratio of cpu | queries")
    for name, path in pages().items():
        for is_cold in (False, True):
            ask(client, path, is_cold=True)
            asked, rules = in_turns(client, path, is_cold)
            everything[is_cold] += asked
            baseline += rules
            ratio = statistics.median(one[1] for one in asked) / statistics.median(one[1] for one in rules)
            most = max(one[2] for one in asked)
            print(f"{name:24} {'cold' if is_cold else 'warm'}  {said(asked)}  {ratio:5.1f}  {most:3}", flush=True)
    paths = list(visits(VISITS))
    keep_nothing()
    visited = [ask(client, path, is_cold=False) for path in paths]
    sums = {
        "all warm": everything[False],
        "all cold": everything[True],
        f"{VISITS} visits": visited,
        "rules": baseline,
    }
    for name, asked in sums.items():
        print(f"{name:30} {said(asked)}")
    print(f"load of the machine {os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    main()
