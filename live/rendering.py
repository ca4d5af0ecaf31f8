"""How things look when they are sent: each room says so for its own kinds of event."""

import logging
from collections import defaultdict
from dataclasses import dataclass, field

from django.db import Error as DatabaseError
from django.utils import translation

log = logging.getLogger(__name__)
renderers = {}


@dataclass(frozen=True)
class Rendered:
    """A thing as readers of one language see it now: a version that only grows, and its HTML for each topic.

    Empty HTML takes the thing away; a topic that is left out hears nothing.
    """

    version: int
    parts: dict[str, str] = field(default_factory=dict)


NOTHING = Rendered(0)


def renders(kind):
    """Register the decorated function for a kind of event.

    It takes the keys of several things (texts) and returns {key: Rendered} in the active language; of a key that it
    leaves out nobody hears.
    """

    def register(function):
        renderers[kind] = function
        return function

    return register


def render(entries, language):
    """Give the entries their looks in a language. Raises the database's errors: then nothing has been missed."""
    keys = defaultdict(set)
    for entry in entries:
        keys[entry.kind].add(entry.key)
    with translation.override(language):
        looks = {kind: _looks(kind, wanted) for kind, wanted in keys.items()}
    for entry in entries:
        entry.looks[language] = looks[entry.kind].get(entry.key, NOTHING)


def _looks(kind, keys):
    try:
        return renderers[kind](keys)
    except DatabaseError:
        raise
    except Exception:
        log.exception("Events of the kind %s could not be rendered", kind)
        return {}
