"""How often somebody may do something."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from people import limits
from people.limits import Tally, forget_tallies, give_back, wait


@pytest.fixture
def clock(monkeypatch):
    """A clock that the test sets: `clock(90)` is a minute and a half after a minute began."""
    start = 1_800_000_000 // 86400 * 86400

    def set_to(seconds):
        monkeypatch.setattr(limits.time, "time", lambda: start + seconds)

    set_to(0)
    return set_to


@pytest.mark.django_db
def test_it_lets_so_many_pass_and_tells_how_long_to_wait(clock):
    answers = [wait("anna", 3, 60) for _ in range(4)]

    assert answers[:3] == [0, 0, 0]
    assert answers[3] > 0


@pytest.mark.django_db
def test_who_waits_as_long_as_told_may_pass_and_not_a_second_sooner(clock):
    clock(50)
    told = [wait("anna", 3, 60) for _ in range(4)][-1]

    clock(50 + told - 1)
    too_soon = wait("anna", 3, 60)
    clock(50 + told)
    in_time = wait("anna", 3, 60)

    assert too_soon == 1
    assert in_time == 0


@pytest.mark.django_db
def test_a_limit_of_one_is_told_right(clock):
    clock(59)
    told = [wait("anna", 1, 60) for _ in range(2)][-1]

    clock(59 + told - 1)
    too_soon = wait("anna", 1, 60)
    clock(59 + told)
    in_time = wait("anna", 1, 60)

    assert (too_soon, in_time) == (1, 0)


@pytest.mark.django_db
def test_no_burst_passes_where_two_stretches_meet(clock):
    clock(59)
    before = [wait("anna", 10, 60) for _ in range(10)]
    clock(61)
    after = wait("anna", 10, 60)

    assert before == [0] * 10
    assert after > 0


@pytest.mark.django_db
def test_refused_tries_do_not_prolong_the_wait(clock):
    told = [wait("anna", 2, 60) for _ in range(3)][-1]
    again = [wait("anna", 2, 60) for _ in range(50)][-1]

    assert again == told


@pytest.mark.django_db
def test_a_clock_that_is_a_little_behind_opens_nothing(clock):
    clock(60)
    full = [wait("anna", 2, 60) for _ in range(2)]
    clock(59)

    assert full == [0, 0]
    assert wait("anna", 2, 60) > 0


@pytest.mark.django_db
def test_each_key_has_a_count_of_its_own(clock):
    assert [wait(name, 1, 60) for name in ["anna", "boris", "anna"]][:2] == [0, 0]


@pytest.mark.django_db
def test_what_has_not_come_about_is_given_back(clock):
    full = [wait("anna", 2, 60) for _ in range(2)]
    give_back("anna")
    give_back("boris")

    assert full == [0, 0]
    assert wait("anna", 2, 60) == 0
    assert wait("anna", 2, 60) > 0


@pytest.mark.django_db
def test_what_was_not_counted_is_not_given_back(clock):
    wait("anna", 2, 60)
    for _ in range(3):
        give_back("anna")

    assert [wait("anna", 2, 60) for _ in range(3)][:2] == [0, 0]
    assert wait("anna", 2, 60) > 0


@pytest.mark.django_db
def test_what_no_limit_looks_at_any_more_is_forgotten(clock):
    wait("old", 5, 60)
    clock(3 * 86400)
    wait("new", 5, 60)

    assert forget_tallies() == 1
    assert list(Tally.objects.values_list("key", flat=True)) == ["new"]


@pytest.mark.django_db(transaction=True)
def test_of_sixty_at_once_exactly_ten_pass():
    with ThreadPoolExecutor(20) as pool:
        answers = list(pool.map(wait_in_a_thread, range(60)))

    assert answers.count(0) == 10


def wait_in_a_thread(_number):
    try:
        # An hour, so that the test never meets the end of a stretch.
        return wait("anna", 10, 3600)
    finally:
        connection.close()
