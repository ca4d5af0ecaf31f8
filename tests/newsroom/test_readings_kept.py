"""Readings told to the real server reach the database: in time, and when it stops."""

import os
import sqlite3
import subprocess
import sys
from contextlib import closing

import pytest

from .conftest import ROOT, gunicorn, own_data, until

pytestmark = pytest.mark.serving

OURS = {"Sec-Fetch-Site": "same-origin"}
AN_ARTICLE = """
from articles.models import Article, Section
section = Section.objects.create(name_ru="Город", name_kk="Қала", slug_ru="gorod", slug_kk="qala")
article = Article.objects.create(headline="Мост", section=section)
article.publish()
"""


@pytest.fixture(scope="module")
def place(prepared, tmp_path_factory):
    """The environment of a site of its own, with one article."""
    place = own_data(prepared, tmp_path_factory.mktemp("read"), WEB_CONCURRENCY="2")
    words = [sys.executable, "manage.py", "shell", "--no-imports", "-c", AN_ARTICLE]
    subprocess.run(words, cwd=ROOT, env=os.environ | place, check=True)
    return place


def readings(place):
    with closing(sqlite3.connect(f"{place['DATA_DIR']}/newsroom.sqlite3")) as database:
        return database.execute("SELECT COALESCE(SUM(count), 0) FROM articles_readership").fetchone()[0]


def test_two_processes_count_together_and_lose_nothing_when_they_stop(place):
    before = readings(place)

    with gunicorn(**place) as server:
        told = [server.ask("/news/1/read/", method="POST", headers=OURS).status for _ in range(20)]

    assert told == [204] * 20
    assert readings(place) - before == 20


def test_they_are_written_while_it_runs(place):
    before = readings(place)

    with gunicorn(**place) as server:
        server.ask("/news/1/read/", method="POST", headers=OURS)

        assert until(lambda: readings(place) - before) == 1
