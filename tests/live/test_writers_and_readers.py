"""Many write at once, with pauses between their change and their commit; readers come and go. Nothing is lost."""

import asyncio
import random
import threading
import time

import pytest
from django.db import connection, transaction

from live.log import record
from live.models import Event
from tests.live.conftest import happen
from tests.live.watching import Watcher, aside, watch

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("looks", "head")]

WRITERS, EACH, READERS = 6, 25, 8


def chance(seed):
    """Chance that repeats itself."""
    return random.Random(seed)  # noqa: S311  (no secret)


def write(writer, luck):
    """Let things happen in one thread; some changes take their time before the commit, some are taken back."""
    try:
        for number in range(EACH):
            with transaction.atomic():
                taken_back = luck.random() < 0.1
                record("thing", f"taken-back-{number}" if taken_back else f"{writer}-{number}", ["site"])
                time.sleep(luck.choice([0, 0, 0.001, 0.004]))
                transaction.set_rollback(taken_back)
    finally:
        connection.close()


def write_all():
    """Let all writers write, to the end."""
    threads = [threading.Thread(target=write, args=(writer, chance(writer))) for writer in range(WRITERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


async def come_and_go(streams, luck, heard, is_over):
    """One reader who keeps leaving, and coming back with the cursor they had, until all is said."""
    resumed = []
    while not is_over(heard):
        reader = Watcher(streams, "topics=site", resumed)
        await asyncio.sleep(luck.random() / 20)
        await reader.leave()
        heard += reader.keys
        if reader.cursor:
            resumed = [(b"last-event-id", reader.cursor.encode())]


def test_every_reader_hears_of_every_change_once_and_in_order():
    heard = [[] for _ in range(READERS)]

    async def scenario(streams):
        last = None
        steady = [Watcher(streams, "topics=site") for _ in range(READERS)]
        for reader in steady:
            await reader.until(lambda r: r.status)
        restless = [
            asyncio.create_task(come_and_go(streams, chance(n), heard[n], lambda keys: last in keys))
            for n in range(READERS)
        ]
        await asyncio.to_thread(write_all)
        await aside(happen)("last")
        last = "last"
        await asyncio.gather(*restless)
        order = await aside(lambda: list(Event.objects.order_by("seq").values_list("key", flat=True)))()
        assert not any(key.startswith("taken-back") for key in order)
        for reader in steady:
            await reader.until(lambda r: "last" in r.keys)
            assert reader.keys == order
            await reader.leave()
        for keys in heard:
            # Whoever had no cursor yet when they left began later.
            assert keys == order[len(order) - len(keys) :]

    watch(scenario)
    assert list(Event.objects.values_list("seq", flat=True)) == list(range(1, Event.objects.count() + 1))
