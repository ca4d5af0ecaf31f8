"""One ticket as an editor sees it: the sentence, the change letter by letter, what may deceive the eye."""

import re
import unicodedata
from dataclasses import dataclass
from difflib import SequenceMatcher

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from articles.models import Revision
from articles.wording import wording_of
from corrections.changes import alike, label_of, whole_words
from corrections.models import Kind, Suggestion, Ticket
from language.look_alikes import look_alikes

AROUND = 120
REMARKS = 5
CHOICES = 4
MOST_PAIRS = 100_000
"""Pairs of letters that are compared: a longer proposal is shown as one piece."""
LIKE_ENOUGH = 0.6
"""How much of two texts is the same letters: what differs more is read better as one piece, too."""
LABELS = {
    "yo": _("only ё"),
    "quotes": _("only quotes"),
    "blanks": _("only spaces"),
    "deletion": _("deletion"),
}
_BEGUN, _UNENDED = re.compile(r"^\S*\s*"), re.compile(r"\s*\S*$")


@dataclass(frozen=True)
class Proposal:
    """One suggestion: its words that differ, and pieces of (what becomes of them: "", "out" or "in"; text)."""

    suggestion: Suggestion
    words: str
    pieces: list
    label: str
    letters: list


@dataclass(frozen=True)
class Row:
    """A ticket with its surroundings, built from the server's own text."""

    ticket: Ticket
    before: str
    after: str
    proposals: list
    letters: list
    remarks: list

    @property
    def first(self):
        """The suggestion that most stand behind, or None."""
        return self.proposals[0] if self.proposals else None

    @property
    def is_fact(self):
        """Whether readers should be told what was wrong."""
        return self.ticket.kind == Kind.FACT


def rows_of(tickets):
    """Return the Rows of tickets, reading each revision that they point into once."""
    return [row_of(ticket) for ticket in with_words(tickets)]


def with_words(tickets):
    """Return the tickets with their words read, each revision that they point into once."""
    tickets = list(tickets)
    wanted = {(ticket.article_id, ticket.revision) for ticket in tickets if ticket.is_anchored}
    named = Q.create([Q(article=article, number=number) for article, number in wanted], connector=Q.OR)
    found = Revision.objects.filter(named) if wanted else []
    words = {(r.article_id, r.number): wording_of(r.snapshot) for r in found}
    for ticket in tickets:
        ticket.words = words.get((ticket.article_id, ticket.revision), {}).get(ticket.block, "")
    return tickets


def row_of(ticket):
    """Return the Row of a ticket; its reports that say something are read as `told`."""
    words = ticket.words
    before, after = words[: ticket.start], words[ticket.end :]
    return Row(
        ticket,
        _cut(before, -AROUND),
        _cut(after, AROUND),
        [_proposal(ticket, suggestion) for suggestion in ticket.ranked_suggestions[:CHOICES]],
        letters_of(ticket.quote),
        ticket.told[-REMARKS:],
    )


def letters_of(text):
    """Return [(letter, "U+0061 LATIN SMALL LETTER A")] of the Latin letters that pose as Cyrillic in the text."""
    found = {letter for *_word, named in look_alikes(text) for letter, _name in named}
    return [(letter, f"U+{ord(letter):04X} {unicodedata.name(letter)}") for letter in sorted(found)]


def pieces_of(old, new):
    """Return what becomes of the letters: [("" | "out" | "in", text)], in order."""
    pieces = []
    for kind, start, end, new_start, new_end in _steps(old, new):
        if kind == "equal":
            pieces.append(("", old[start:end]))
            continue
        pieces += [("out", old[start:end])] * (end > start) + [("in", new[new_start:new_end])] * (new_end > new_start)
    return pieces


def _steps(old, new):
    if len(old) * len(new) <= MOST_PAIRS:
        matcher = SequenceMatcher(None, old, new, autojunk=False)
        if matcher.ratio() >= LIKE_ENOUGH:
            return matcher.get_opcodes()
    return [("replace", 0, len(old), 0, len(new))]


def _proposal(ticket, suggestion):
    text = suggestion.text
    label = LABELS.get(label_of(ticket.quote, text), "")
    before, behind = alike(ticket.quote, text)
    first, last = whole_words(text, before, len(text) - behind)
    return Proposal(suggestion, text[first:last], pieces_of(ticket.quote, text), label, letters_of(text))


def _cut(text, size):
    """Return the end (size < 0) or the beginning of a text, cut between words."""
    if len(text) <= abs(size):
        return text
    if size < 0:
        return _BEGUN.sub("… ", text[size:])
    return _UNENDED.sub(" …", text[:size], count=1)
