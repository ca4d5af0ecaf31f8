"""Phones asked for at two serving processes at once: no process, and no forged address, gives more than may be."""

import os
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

from .conftest import ROOT, gunicorn, own_data

pytestmark = pytest.mark.serving

OURS = {"Sec-Fetch-Site": "same-origin"}
ADS = """
from datetime import timedelta
from django.utils import timezone
from classifieds.models import Ad, Category, Place
shelf = Category.objects.create(name_ru="Дом", name_kk="Үй", slug="home")
place = Place.objects.create(name_ru="Тасоткел", name_kk="Тасөткел", slug="tasotkel")
now = timezone.now()
for n in range(40):
    ad = Ad(title=f"Вещь {n}", text="Слова", category=shelf, place=place, state="live", price=5)
    ad.approved_at, ad.bumped_at, ad.ends_at = now, now, now + timedelta(days=9)
    ad.set_contact("Айгүл", "+77010000000", "a@example.com")
    ad.save()
"""


def test_twenty_an_hour_over_all_processes(prepared, tmp_path):
    place = own_data(prepared, tmp_path, WEB_CONCURRENCY="2")
    words = [sys.executable, "manage.py", "shell", "--no-imports", "-c", ADS]
    subprocess.run(words, cwd=ROOT, env=os.environ | place, check=True)

    with gunicorn(**place) as server:
        first = server.ask("/ads/1/phone/", "POST", headers=OURS)
        cookie = re.match("visitor=[^;]+", first.getheader("Set-Cookie"))[0]

        def ask(number):
            forged = {"X-Forwarded-For": f"8.8.{number}.1, 9.9.9.{number}"}
            return server.ask(f"/ads/{number}/phone/", "POST", headers=OURS | forged | {"Cookie": cookie}).status

        with ThreadPoolExecutor(8) as pool:
            statuses = [first.status, *pool.map(ask, range(2, 41))]

    assert statuses.count(200) == 20
    assert statuses.count(429) == 20
