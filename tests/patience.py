"""A guard against work that would never end; how fast work is, `bench/` tells, not a test."""

import signal
from contextlib import contextmanager

ENDLESS = 60


@contextmanager
def patience():
    """Fail what is still not done after a minute, as quadratic work on a long text would not be."""
    former = signal.signal(signal.SIGALRM, _give_up)
    signal.alarm(ENDLESS)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, former)


def _give_up(_number, _frame):
    raise TimeoutError(f"not done after {ENDLESS} seconds")
