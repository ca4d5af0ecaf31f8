"""The newest events in memory, as readers of every process see them. Not thread-safe: one event loop works on it."""

import json
from collections import OrderedDict
from dataclasses import dataclass, field
from typing import NamedTuple

SIZE = 2000


class Following(NamedTuple):
    """What a reader follows: topics, in a language. Readers who follow the same share every byte."""

    language: str
    topics: frozenset


@dataclass(slots=True)
class Entry:
    """One event of the log, and how its thing looks in the languages somebody has asked for."""

    seq: int
    kind: str
    key: str
    topics: frozenset
    looks: dict = field(default_factory=dict)

    @property
    def thing(self):
        """What it is about; of several events about one thing the newest is enough, for it shows what is now."""
        return self.kind, self.key


class Ring:
    """The last `SIZE` entries of one epoch, without gaps, up to `head`."""

    def __init__(self, epoch, head, entries=()):
        self.epoch = epoch
        self.head = head
        self.entries = OrderedDict()
        self.newest = {}
        self.messages = {}
        self.extend(entries)

    def extend(self, entries):
        """Take in what came after the head, in order."""
        self.messages.clear()
        for entry in entries:
            self.entries[entry.seq] = entry
            self.newest[entry.thing] = entry.seq
            self.head = entry.seq
        while len(self.entries) > SIZE:
            _seq, gone = self.entries.popitem(last=False)
            if self.newest[gone.thing] == gone.seq:
                del self.newest[gone.thing]

    def reaches(self, seq):
        """Tell whether everything after this number is here."""
        return self.head - len(self.entries) <= seq <= self.head

    def since(self, seq, following):
        """Return the entries after this number that concern the reader, one for each thing, oldest first."""
        return [
            entry
            for number in range(seq + 1, self.head + 1)
            if not following.topics.isdisjoint((entry := self.entries[number]).topics)
            and self.newest[entry.thing] == number
        ]

    def cursor(self, seq=None):
        """Return a number of this log as readers know it: "epoch-seq"; the head's unless another is given."""
        return f"{self.epoch}-{self.head if seq is None else seq}"

    def chunk(self, seq, following):
        """Return what to send to a reader who has everything up to `seq`: bytes, perhaps none.

        Returns None where something that concerns the reader has been forgotten, or not been rendered yet.
        """
        known = (seq, following)
        if known not in self.messages:
            if not self.reaches(seq):
                return None
            entries = self.since(seq, following)
            if not is_rendered(entries, following.language):
                return None
            self.messages[known] = as_stream(self, seq, entries, following)
        return self.messages[known]


def is_rendered(entries, language):
    """Tell whether all of the entries have their looks in a language."""
    return all(language in entry.looks for entry in entries)


def as_stream(ring, seq, entries, following):
    """Write entries as server-sent events (html.spec.whatwg.org, 9.2); each names the cursor that it follows on."""
    lines = []
    for entry in entries:
        if event := as_event(ring, entry, following):
            data = json.dumps({**event["data"], "prev": ring.cursor(seq)}, ensure_ascii=False)
            lines.append(f"id: {event['id']}\nevent: {entry.kind}\ndata: {data}\n\n")
            seq = entry.seq
    return "".join(lines).encode()


def as_event(ring, entry, following):
    """Return an entry as its reader sees it, or None where it has nothing to show to them."""
    look = entry.looks[following.language]
    parts = {topic: html for topic, html in look.parts.items() if topic in following.topics}
    if not parts:
        return None
    return {"id": ring.cursor(entry.seq), "data": {"key": entry.key, "version": look.version, "parts": parts}}
