"""The stream: every event once, to everybody who follows, whatever happens on the way."""

import asyncio
import json

import pytest
from django.db import transaction

from live import stream
from live.log import cursor, record, renew_epoch
from live.models import Event, Head
from tests.live.conftest import happen
from tests.live.watching import Watcher, aside, known, watch

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("looks", "head")]

SITE = "topics=site&language=ru"


def test_a_reader_hears_what_happens():
    async def scenario(streams):
        await hear_as_a_newcomer(streams, "a")

    watch(scenario)


def test_a_page_that_lay_in_a_cache_is_brought_up_to_date():
    async def scenario(streams):
        page = await aside(cursor)()
        for key in "abc":
            await aside(happen)(key)
        await known(streams)
        reader = Watcher(streams, f"{SITE}&after={page}")
        await reader.until(lambda r: r.keys == ["a", "b", "c"])
        await reader.leave()

    watch(scenario)


def test_a_reader_who_comes_back_misses_nothing_and_hears_nothing_twice():
    async def scenario(streams):
        reader = Watcher(streams, SITE)
        await reader.until(lambda r: r.status)
        await aside(happen)("a")
        await reader.until(lambda r: r.keys == ["a"])
        await reader.leave()
        await aside(happen)("b")
        back = Watcher(streams, SITE, [(b"last-event-id", reader.cursor.encode())])
        await back.until(lambda r: r.keys == ["b"])
        await back.leave()

    watch(scenario)


def test_of_two_cursors_of_one_log_the_later_counts():
    async def scenario(streams):
        for key in "abc":
            await aside(happen)(key)
        await known(streams)
        reader = Watcher(streams, f"{SITE}&after=epoch123-2", [(b"last-event-id", b"epoch123-1")])
        await reader.until(lambda r: r.keys == ["c"])
        await reader.leave()

    watch(scenario)


def test_nobody_hears_of_what_was_rolled_back():
    def change_of_mind():
        with transaction.atomic():
            record("thing", "never", ["site"])
            transaction.set_rollback(True)

    async def scenario(streams):
        reader = Watcher(streams, SITE)
        await reader.until(lambda r: r.status)
        await aside(change_of_mind)()
        await aside(happen)("a")
        await reader.until(lambda r: r.keys == ["a"])
        await reader.leave()

    watch(scenario)
    assert list(Event.objects.values_list("seq", flat=True)) == [1]


def test_a_page_of_another_process_may_be_ahead_of_this_one(monkeypatch):
    monkeypatch.setattr("live.follower.BETWEEN_LOOKS", 0.3)

    async def scenario(streams):
        for key in "abc":
            await aside(happen)(key)
        reader = Watcher(streams, f"{SITE}&after=epoch123-3")
        await reader.until(lambda r: r.text)
        await aside(happen)("d")
        await reader.until(lambda r: r.events)
        assert reader.keys == ["d"]
        await reader.leave()

    watch(scenario)


def test_a_cursor_older_than_the_ring_is_served_from_the_table(monkeypatch):
    monkeypatch.setattr("live.ring.SIZE", 2)

    async def scenario(streams):
        for key in "abcde":
            await aside(happen)(key)
        await known(streams)
        reader = Watcher(streams, f"{SITE}&after=epoch123-0")
        await reader.until(lambda r: r.keys == list("abcde"))
        assert not streams.ring.reaches(0)
        await reader.leave()

    watch(scenario)


@pytest.mark.parametrize("lost", ["epoch123-0", "another1-3", "epoch123-99"])
def test_whose_cursor_is_lost_is_told_to_fetch_again(monkeypatch, lost):
    monkeypatch.setattr("live.ring.SIZE", 2)

    async def scenario(streams):
        for key in "abcde":
            await aside(happen)(key)
        await known(streams)
        await aside(Event.objects.filter(seq__lt=3).delete)()
        reader = Watcher(streams, f"{SITE}&after={lost}")
        await reader.until(lambda r: r.events)
        assert reader.events == [("reset", {"cursor": "epoch123-5"})]
        await aside(happen)("f")
        await reader.until(lambda r: r.keys == ["f"])
        await reader.leave()

    watch(scenario)


def test_a_restored_backup_resets_everybody():
    def restore():
        Event.objects.filter(seq__gt=1).delete()
        Head.objects.update(seq=1)

    async def scenario(streams):
        for key in "abc":
            await aside(happen)(key)
        await known(streams)
        reader = Watcher(streams, f"{SITE}&after=epoch123-3")
        await reader.until(lambda r: r.status)
        await aside(restore)()
        await reader.until(lambda r: r.events)
        await aside(happen)("z")
        await reader.until(lambda r: r.keys == ["z"])
        assert reader.events[0][0] == "reset"
        assert not reader.cursor.startswith("epoch123")
        await reader.leave()

    watch(scenario)


def test_a_log_begun_anew_resets_everybody():
    async def scenario(streams):
        await aside(happen)("a")
        reader = Watcher(streams, f"{SITE}&after=epoch123-1")
        await reader.until(lambda r: r.status)
        await aside(renew_epoch)()
        await reader.until(lambda r: r.events)
        assert [kind for kind, _data in reader.events] == ["reset"]
        await reader.leave()

    watch(scenario)


def test_what_is_new_about_a_thing_is_how_it_looks_now(looks):
    async def scenario(streams):
        await aside(happen)("a")
        looks["a"] = (2, "")
        await aside(happen)("a")
        await known(streams)
        reader = Watcher(streams, f"{SITE}&after=epoch123-0")
        await reader.until(lambda r: r.events)
        [(_kind, data)] = reader.events
        assert (data["version"], data["parts"]) == (2, {"site": ""})
        await reader.leave()

    watch(scenario)


def test_polling_gives_the_same_as_the_stream():
    async def scenario(streams):
        for key in "ab":
            await aside(happen)(key)
        await known(streams)
        reader = Watcher(streams, f"{SITE}&after=epoch123-0")
        await reader.until(lambda r: len(r.keys) == 2)
        poll = Watcher(streams, f"{SITE}&after=epoch123-0&poll=1")
        await poll.task
        answer = json.loads(poll.text)
        assert answer["cursor"] == "epoch123-2"
        assert not answer["reset"]
        told = [{name: data[name] for name in ("key", "version", "parts")} for _kind, data in reader.events]
        assert [{name: event[name] for name in ("key", "version", "parts")} for event in answer["events"]] == told
        await reader.leave()

    watch(scenario)


def test_polling_with_a_lost_cursor_says_so():
    async def scenario(streams):
        poll = Watcher(streams, f"{SITE}&after=another1-7&poll=1")
        await poll.task
        assert '"reset": true' in poll.text

    watch(scenario)


def test_too_many_streams_are_asked_to_come_back():
    async def scenario(streams):
        first = Watcher(streams, SITE)
        await first.until(lambda r: r.status)
        second = Watcher(streams, SITE)
        await second.task
        assert second.status == 503
        assert int(second.headers[b"retry-after"]) > 0
        await first.leave()
        third = Watcher(streams, SITE)
        await third.until(lambda r: r.status == 200)
        await third.leave()

    watch(scenario, most=1)


def test_while_the_site_restarts_readers_are_asked_to_come_back_at_once():
    async def scenario(streams):
        streams.is_stopping = lambda: True
        reader = Watcher(streams, SITE)
        await reader.task
        assert reader.status == 503
        assert int(reader.headers[b"retry-after"]) <= 3

    watch(scenario)


def test_one_address_cannot_take_every_place():
    async def scenario(streams):
        first = Watcher(streams, SITE, address="10.0.0.1")
        await first.until(lambda r: r.status)
        second = Watcher(streams, SITE, address="10.0.0.1")
        await second.task
        other = Watcher(streams, SITE, address="10.0.0.2")
        await other.until(lambda r: r.status == 200)
        assert second.status == 503
        await first.leave()
        await other.leave()

    watch(scenario, most_from=1)


@pytest.mark.parametrize(
    "query",
    ["", "topics=", "topics=site,", "topics=SITE", "topics=a:b", f"topics={','.join('abcdefghi')}", "topics=a%00b"],
)
def test_what_cannot_be_followed_is_a_bad_request(query):
    async def scenario(streams):
        reader = Watcher(streams, query)
        await reader.task
        assert reader.status == 400

    watch(scenario)


@pytest.mark.parametrize("after", ["", "x", "epoch123-", "epoch123--1", "epoch123-" + "9" * 30, "%FF%00-1", "1"])
def test_a_cursor_that_is_none_begins_now(after):
    async def scenario(streams):
        await aside(happen)("a")
        await known(streams)
        reader = Watcher(streams, f"{SITE}&after={after}")
        await reader.until(lambda r: r.status == 200)
        await aside(happen)("b")
        await reader.until(lambda r: r.keys)
        assert reader.keys == ["b"]
        await reader.leave()

    watch(scenario)


def test_a_silent_stream_has_a_pulse_that_tells_the_cursor(monkeypatch):
    monkeypatch.setattr(stream, "HEARTBEAT", 0)

    async def scenario(streams):
        await aside(happen)("a", ["article:7"])
        reader = Watcher(streams, f"{SITE}&after=epoch123-0")
        await reader.until(lambda r: ": epoch123-1\n\n" in r.text)
        await reader.leave()

    watch(scenario)


def test_a_stream_that_has_lived_long_says_goodbye(monkeypatch):
    monkeypatch.setattr(stream, "LIFE", (0, 0))

    async def scenario(streams):
        reader = Watcher(streams, SITE)
        await reader.task
        assert [kind for kind, _data in reader.events] == ["bye"]

    watch(scenario)


def test_a_server_that_stops_says_goodbye_to_everybody():
    async def scenario(streams):
        readers = [Watcher(streams, SITE) for _ in range(5)]
        for reader in readers:
            await reader.until(lambda r: r.status)
        streams.is_stopping = lambda: True
        await asyncio.wait_for(asyncio.gather(*(reader.task for reader in readers)), 5)
        assert [reader.events[-1][0] for reader in readers] == ["bye"] * 5

    watch(scenario)


def test_who_does_not_read_is_given_up_and_holds_up_nobody(monkeypatch):
    monkeypatch.setattr(stream, "PATIENCE", 0.2)

    async def scenario(streams):
        slow = Watcher(streams, SITE, takes=asyncio.Event().wait)
        quick = Watcher(streams, SITE)
        await quick.until(lambda r: r.status)
        await aside(happen)("a")
        await quick.until(lambda r: r.keys == ["a"])
        await asyncio.wait({slow.task})
        assert slow.task.cancelled()
        assert len(streams.readers) == 1
        await quick.leave()

    watch(scenario)


def test_who_stops_reading_is_given_up_and_holds_up_nobody(monkeypatch):
    monkeypatch.setattr(stream, "PATIENCE", 0.2)

    async def scenario(streams):
        slow, quick, _gate = await slow_and_quick(streams)
        await aside(happen)("a")
        await quick.until(lambda r: r.keys == ["a"])
        await asyncio.wait({slow.task})
        assert slow.task.cancelled()
        assert len(streams.readers) == 1
        await quick.leave()

    watch(scenario)


@pytest.mark.parametrize("size", [2, 2000])
def test_who_reads_slowly_hears_everything_once_and_in_order(monkeypatch, size):
    monkeypatch.setattr("live.ring.SIZE", size)

    async def scenario(streams):
        slow, quick, gate = await slow_and_quick(streams)
        for key in "abcde":
            await aside(happen)(key)
            await quick.until(lambda r, key=key: r.keys[-1:] == [key])
        assert slow.keys == []
        gate.set()
        await slow.until(lambda r: r.keys[-1:] == ["e"])
        await aside(happen)("f")
        await slow.until(lambda r: r.keys[-1:] == ["f"])
        assert slow.keys == list("abcdef")
        assert [data["prev"] for _kind, data in slow.events] == [f"epoch123-{seq}" for seq in range(6)]
        await asyncio.gather(slow.leave(), quick.leave())

    watch(scenario)


def test_whose_connection_fails_when_something_happens_is_gone_alone():
    async def break_off():
        raise OSError("gone")

    async def scenario(streams):
        gone, other = Watcher(streams, SITE), Watcher(streams, SITE)
        await asyncio.gather(gone.until(lambda r: r.text), other.until(lambda r: r.text))
        gone.takes = break_off
        await aside(happen)("a")
        await other.until(lambda r: r.keys == ["a"])
        await asyncio.wait({gone.task})
        assert isinstance(gone.task.exception(), OSError)
        assert len(streams.readers) == 1
        await other.leave()

    watch(scenario)


def test_what_cannot_be_written_ends_its_readers_and_not_the_telling(looks):
    async def scenario(streams):
        first = Watcher(streams, SITE)
        await first.until(lambda r: r.text)
        looks["a"] = (object(), "<li>a</li>")
        await aside(happen)("a")
        await asyncio.wait({first.task})
        assert isinstance(first.task.exception(), TypeError)
        await hear_as_a_newcomer(streams, "b")

    watch(scenario)


def test_a_server_that_stops_says_goodbye_to_who_is_still_taking_something_after_it():
    async def scenario(streams):
        slow, quick, gate = await slow_and_quick(streams)
        await aside(happen)("a")
        await quick.until(lambda r: r.keys == ["a"])
        streams.is_stopping = lambda: True
        await asyncio.wait_for(quick.task, 5)
        gate.set()
        await asyncio.wait_for(slow.task, 5)
        assert [kind for kind, _data in slow.events] == ["thing", "bye"]

    watch(scenario)


@pytest.mark.parametrize("is_rendering", [True, False])
def test_everything_else_has_its_turns_while_many_are_told(monkeypatch, is_rendering):
    monkeypatch.setattr(stream, "SLICE", 0)
    monkeypatch.setattr(stream, "REST", 0.00321)
    turns, told_at, slept, sleep = 0, [], [], asyncio.sleep

    async def note(seconds):
        slept.append(seconds)
        await sleep(seconds)

    monkeypatch.setattr(asyncio, "sleep", note)

    async def count_turns():
        nonlocal turns
        while True:
            turns += 1
            await asyncio.sleep(0)

    async def take_down():
        told_at.append(turns)

    async def scenario(streams):
        streams.is_rendering = lambda: is_rendering
        readers = [Watcher(streams, SITE) for _ in range(5)]
        for reader in readers:
            await reader.until(lambda r: r.text)
            reader.takes = take_down
        counting = asyncio.create_task(count_turns())
        await aside(happen)("a")
        for reader in readers:
            await reader.until(lambda r: r.keys == ["a"])
        assert len(set(told_at)) == 5
        assert (stream.REST in slept) == is_rendering
        counting.cancel()
        await asyncio.gather(*(reader.leave() for reader in readers))

    watch(scenario)


async def slow_and_quick(streams):
    """Two readers who listen, and an Event until which the first of them takes nothing more."""
    gate = asyncio.Event()
    gate.set()
    slow, quick = Watcher(streams, SITE, takes=gate.wait), Watcher(streams, SITE)
    await asyncio.gather(slow.until(lambda r: r.text), quick.until(lambda r: r.text))
    gate.clear()
    return slow, quick, gate


async def hear_as_a_newcomer(streams, key):
    """One more reader comes, hears what happens then, and leaves."""
    reader = Watcher(streams, SITE)
    await reader.until(lambda r: r.text)
    await aside(happen)(key)
    await reader.until(lambda r: r.keys == [key])
    await reader.leave()
