"""The follower: nothing that happens to its connection makes it miss an event."""

import threading

import pytest
from django.db import connection

from live import chores, rendering
from live.log import forget_old
from live.models import Event, Head
from tests.builders import ago
from tests.live.conftest import happen
from tests.live.watching import WAIT, Watcher, aside, watch

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("looks", "head")]


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no connections to cut")
def test_a_cut_connection_is_made_anew_and_nothing_is_missed():
    def cut_all_others():
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE pid <> pg_backend_pid() AND datname = current_database()"
            )

    async def scenario(streams):
        reader = Watcher(streams, "topics=site")
        await reader.until(lambda r: r.status)
        for round_ in range(3):
            await aside(happen)(f"before-{round_}")
            await aside(cut_all_others)()
            await aside(happen)(f"after-{round_}")
        await reader.until(lambda r: len(r.keys) >= 6)
        assert reader.keys == [f"{when}-{round_}" for round_ in range(3) for when in ("before", "after")]
        await reader.leave()

    watch(scenario)


def test_a_renderer_that_fails_stops_nobody_else(monkeypatch, caplog):
    def broken(keys):
        raise ValueError("a mistake of ours")

    monkeypatch.setitem(rendering.renderers, "broken", broken)

    async def scenario(streams):
        reader = Watcher(streams, "topics=site")
        await reader.until(lambda r: r.status)
        await aside(happen)("x", kind="broken")
        await aside(happen)("a")
        await reader.until(lambda r: r.keys == ["a"])
        await reader.leave()

    watch(scenario)
    assert "could not be rendered" in caplog.text


def test_chores_are_done_and_one_that_fails_stops_nobody_else(monkeypatch, caplog):
    done = []

    def fails():
        raise ValueError("a mistake of ours")

    def works():
        if not done:
            done.append(happen("from-a-chore"))

    monkeypatch.setattr(chores, "chores", [fails, works])

    async def scenario(streams):
        reader = Watcher(streams, "topics=site&after=epoch123-0")
        await reader.until(lambda r: r.keys == ["from-a-chore"])
        await reader.leave()

    watch(scenario)
    assert "failed" in caplog.text


def test_a_slow_chore_keeps_no_news_waiting(monkeypatch):
    is_heard = threading.Event()
    monkeypatch.setattr(chores, "chores", [lambda: is_heard.wait(WAIT)])

    async def scenario(streams):
        reader = Watcher(streams, "topics=site")
        await reader.until(lambda r: r.status)
        await aside(happen)("meanwhile")
        await reader.until(lambda r: r.keys == ["meanwhile"])
        is_heard.set()
        await reader.leave()

    watch(scenario)
    assert is_heard.is_set()


def test_old_events_are_forgotten_and_the_count_goes_on():
    happen("old")
    Event.objects.update(at=ago(hours=25))
    happen("new")

    forget_old()

    assert list(Event.objects.values_list("seq", "key")) == [(2, "new")]
    assert Head.objects.get().seq == 2
