"""How long the pages of a discussion take: of 20 comments, and of 20,000.

    python -m bench.comments

Lays two articles into the database that the settings name, asks each page fifty times and prints the median, in
milliseconds, with the number of queries and the size. What it made is taken away afterwards.
"""

import os
import statistics
import time

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")

import django

django.setup()

from django.db import connection, transaction  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from django.utils import timezone  # noqa: E402

from articles.models import Article, Section  # noqa: E402
from comments.models import Comment  # noqa: E402

TIMES = 50


def fill(article, threads, replies):
    """Lay threads with replies under the article."""
    words = "Ямы на мосту кто заделает? Третий год обещают, а воз и ныне там. "
    now = timezone.now()
    common = {"article": article, "name": "тасоткелец", "created_at": now, "shown_at": now}
    tops = Comment.objects.bulk_create(
        [Comment(text=words * 2, digest=f"t{n}", reply_count=replies, score=n % 97, **common) for n in range(threads)],
        batch_size=1000,
    )
    Comment.objects.bulk_create(
        [
            Comment(text=words, digest=f"r{top.pk}-{n}", thread=top, parent=top, depth=2, **common)
            for n in range(replies)
            for top in tops
        ],
        batch_size=1000,
    )


def measure(path):
    """Return (median in milliseconds, queries, kilobytes) of a page."""
    client = Client(HTTP_HOST="localhost")
    page = client.get(path)
    if page.status_code != 200:
        raise SystemExit(f"{path} answered {page.status_code}")
    with CaptureQueriesContext(connection) as queries:
        client.get(path)
        asked = len(queries)
    taken = []
    for _ in range(TIMES):
        start = time.perf_counter()
        client.get(path)
        taken.append((time.perf_counter() - start) * 1000)
    return statistics.median(taken), asked, len(page.content) // 1024


def main():
    """Measure, print, and leave the database as it was."""
    with transaction.atomic():
        section = Section.objects.create(name_ru="Замер", name_kk="Өлшем", slug_ru="zamer", slug_kk="olshem")
        for threads, replies in ((5, 3), (4000, 4)):
            article = Article.objects.create(
                headline="Замер", section=section, status="published", publish_at=timezone.now()
            )
            fill(article, threads, replies)
            print(f"{threads * (replies + 1):,} comments")
            pages = [
                article.get_absolute_url(),
                *(f"{article.address('discussion')}?sort={s}" for s in ("new", "old", "best")),
            ]
            for path in [*pages, f"{pages[1]}&older={article.comments.order_by('pk')[threads // 2].pk}"]:
                median, queries, size = measure(path)
                print(f"  {median:7.1f} ms  {queries:2d} queries  {size:4d} kB  {path}")
        transaction.set_rollback(True)


if __name__ == "__main__":
    main()
