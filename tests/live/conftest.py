"""A kind of event of our own: its things are numbers, and look like their number."""

import pytest
from django.db import connection, transaction

from live import rendering
from live.log import record
from live.models import Head
from live.rendering import Rendered


@pytest.fixture
def looks(monkeypatch):
    """What things of the kind «thing» look like: {key: (version, html)}; of others nobody hears."""
    looks = {}

    def render_things(keys):
        found = {key: looks.get(key, (1, f"<li>{key}</li>")) for key in keys}
        return {key: Rendered(version, {"site": html, "article:1": html}) for key, (version, html) in found.items()}

    monkeypatch.setitem(rendering.renderers, "thing", render_things)
    return looks


@pytest.fixture
def head(transactional_db):
    """The counter row, which a test that empties the tables would miss."""
    Head.objects.update_or_create(pk=1, defaults={"seq": 0, "epoch": "epoch123"})
    yield
    connection.close()


def happen(key, topics=("site",), kind="thing"):
    """Let something happen to a thing, as an event alone in its transaction."""
    with transaction.atomic():
        return record(kind, key, topics)
