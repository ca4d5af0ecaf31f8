"""How long a list takes at its first page and at its last: `python -m bench.lists [--articles 100000]`.

Fills the database named by DATABASE_URL (an empty one) with articles in one section and two hashtags, a common and a
rare one, then asks each list's rows at several depths. Prints medians in milliseconds and the ratio deepest / first.
"""

# ruff: noqa: E402 - models can be imported only after Django's set-up
import argparse
import os
import statistics
import time
from datetime import timedelta

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
django.setup()

from django.db import connection
from django.utils import timezone

from articles.models import Article, Hashtag, Section, Status, Tagging
from paging.keyset import EPOCH, page_of

SIZE = 30
REPEATS = 15


def fill(number):
    """Make the articles, a minute apart, oldest last."""
    sections = [
        Section.objects.create(name_ru=f"Раздел {n}", name_kk=f"Бөлім {n}", slug_ru=f"r{n}", slug_kk=f"k{n}")
        for n in range(8)
    ]
    now = timezone.now()
    rows = (
        Article(
            headline=f"Новость № {n}",
            lead="Полоса закрыта до пятницы, автобусы идут по обычной схеме.",
            body="<p>" + "Рабочие вышли на мост в шесть утра. " * 40 + "</p>",
            section=sections[n % 8 if n % 50 else 7],
            status=Status.PUBLISHED,
            publish_at=now - timedelta(minutes=n),
        )
        for n in range(number)
    )
    while batch := [row for row, _ in zip(rows, range(2000), strict=False)]:
        Article.objects.bulk_create(batch)
    common, rare = Hashtag.objects.named("часто"), Hashtag.objects.named("редко")
    ids = list(Article.objects.values_list("pk", flat=True))
    Tagging.objects.bulk_create((Tagging(tag=common, content_object_id=pk) for pk in ids[::5]), batch_size=2000)
    Tagging.objects.bulk_create(Tagging(tag=rare, content_object_id=pk) for pk in ids[:: number // 40])
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def measure(articles, depth):
    """Return the median milliseconds of the page that begins after `depth` rows."""
    before = articles.latest()[depth : depth + 1].first() if depth else None
    cursor = f"{(before.publish_at - EPOCH) // timedelta(microseconds=1)}-{before.pk}" if before else None
    times = []
    for _ in range(REPEATS):
        start = time.perf_counter()
        page_of(articles.for_cards(), cursor, by="publish_at", size=SIZE)
        times.append((time.perf_counter() - start) * 1000)
    return statistics.median(times)


def main():
    """Fill, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=100_000)
    number = parser.parse_args().articles
    if not Article.objects.exists():
        fill(number)
    edition = Article.objects.published().in_language("ru")
    lists = {
        "latest": edition,
        "section": edition.in_section(Section.objects.get(slug_ru="r3")),
        "common hashtag": edition.with_hashtag(Hashtag.objects.named("часто")),
        "rare hashtag": edition.with_hashtag(Hashtag.objects.named("редко")),
    }
    print(f"{connection.vendor}, {Article.objects.count()} articles, pages of {SIZE}, median of {REPEATS}")
    for name, articles in lists.items():
        last = max(articles.count() - SIZE - 1, 0)
        first, middle, deepest = (measure(articles, depth) for depth in (0, last // 2, last))
        print(f"{name:15} first {first:7.2f}  middle {middle:7.2f}  last {deepest:7.2f}  ratio {deepest / first:.2f}")


if __name__ == "__main__":
    main()
