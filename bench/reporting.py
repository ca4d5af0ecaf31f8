"""How long the server takes for a report of a mistake, from the request to the answer.

    python -m bench.reporting        (DATABASE_URL for PostgreSQL; else SQLite in a temporary folder)

An article of 60 paragraphs that has 20 revisions and 20 open tickets gets 300 reports, each of a word of its own, by
readers who saw its first revision, so that the words are followed through all of them. The baseline is the article's
own page, asked in turns with the reports.
"""

import os
import statistics
import tempfile
import time

REPORTS, PARAGRAPHS, REVISIONS, TICKETS = 300, 60, 20, 20
ORIGIN = {"HTTP_SEC_FETCH_SITE": "same-origin", "HTTP_ACCEPT": "application/json"}


def main():
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"DATA_DIR": folder, "SECRET_KEY": "bench", "DJANGO_SETTINGS_MODULE": "newsroom.settings"}
        import django

        django.setup()
        from django.core.management import call_command
        from django.test import Client

        call_command("migrate", verbosity=0)
        call_command("collectstatic", interactive=False, verbosity=0)
        article = prepare()
        client, reports, pages = Client(headers={"host": "localhost"}), [], []
        for number in range(TICKETS + REPORTS):
            client.cookies.clear()
            took = timed(lambda number=number: send(client, article, number))
            if number >= TICKETS:
                reports.append(took)
                pages.append(timed(lambda: client.get(article.get_absolute_url())))
        p95 = statistics.quantiles(reports, n=20)[-1]
        page = statistics.median(pages)
        print(f"report: median {statistics.median(reports):.0f} ms, p95 {p95:.0f} ms; article page {page:.0f} ms")
        print(f"ratio of medians: {statistics.median(reports) / page:.2f}")


def prepare():
    """Return an article with its revisions; each word of it stands once."""
    from django.utils import timezone

    from articles.models import Article, Section

    section = Section.objects.create(name_ru="Город", name_kk="Қала", slug_ru="gorod", slug_kk="qala")
    fields = {"status": "published", "publish_at": timezone.now(), "section": section}
    article = Article(headline="Мост", **fields)
    for revision in range(REVISIONS):
        lines = (" ".join(f"слово{n}и{place}" for n in range(40)) for place in range(PARAGRAPHS))
        article.body = "".join(f"<p>{line}{' конец' * revision}</p>" for line in lines)
        article.save()
        article.keep_revision(None)
    return article


def send(client, article, number):
    """Report one word of the first revision."""
    n, place = number % 40, number // 40 + 3
    words = [f"слово{i}и{place}" for i in range(40)]
    start = sum(len(word) + 1 for word in words[:n])
    where = {"block": str(place + 1), "start": start, "end": start + len(words[n]), "revision": 1}
    fields = {"exact": words[n], "suggestion": f"слава{n}", "kind": "typo"} | where
    answer = client.post(f"/typo/{article.pk}/", fields, REMOTE_ADDR=f"203.0.{number % 200}.7", **ORIGIN)
    if answer.status_code != 200:
        raise RuntimeError(answer.text)


def timed(work):
    """Return how many milliseconds the work takes."""
    begun = time.perf_counter()
    work()
    return (time.perf_counter() - begun) * 1000


if __name__ == "__main__":
    main()
