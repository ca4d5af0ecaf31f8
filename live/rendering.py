"""How things look when they are sent: each room says so for its own kinds of event."""

from dataclasses import dataclass, field

renderers = {}
chores = []


@dataclass(frozen=True)
class Rendered:
    """A thing as readers of one language see it now: a version that only grows, and its HTML for each topic.

    Empty HTML takes the thing away; a topic that is left out hears nothing.
    """

    version: int
    parts: dict[str, str] = field(default_factory=dict)


def renders(kind):
    """Register the decorated function for a kind of event.

    It takes the keys of several things (texts) and returns {key: Rendered} in the active language; a key that it leaves
    out is gone for good, and its readers are told to take it away.
    """

    def register(function):
        renderers[kind] = function
        return function

    return register


def each_second(function):
    """Have the decorated function called each second or so by every process, to record what has fallen due.

    It must be cheap when nothing has, and harmless when several processes call it at once.
    """
    chores.append(function)
    return function
