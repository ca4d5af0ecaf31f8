"""Random edits to an article with open tickets: none ever points at, or is applied to, another word."""

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articles.models import Article
from corrections.applying import apply
from corrections.models import State, Ticket
from corrections.undoing import undo
from tests.builders import make_article
from tests.corrections.builders import report

pytestmark = pytest.mark.django_db
WORDS = ["мост", "река", "мост", "город", "а"]


class Story:
    """Paragraphs of words; each word has a name of its own, which the text shows only where each stands once."""

    def __init__(self, sizes, stands_once=False):
        self.names, self.stands_once = 0, stands_once
        self.paragraphs = [[self.new(place + number) for place in range(size)] for number, size in enumerate(sizes)]

    def new(self, kind):
        self.names += 1
        return self.names, f"слово{self.names}" if self.stands_once else WORDS[kind % len(WORDS)]

    @property
    def body(self):
        return "".join(f"<p>{' '.join(word for _name, word in words)}</p>" for words in self.paragraphs if words)

    def place(self, name):
        """(block, start, end) of a word, or None when it is gone."""
        for number, words in enumerate((words for words in self.paragraphs if words), start=1):
            start = 0
            for other, word in words:
                if other == name:
                    return str(number), start, start + len(word)
                start += len(word) + 1
        return None

    def mark(self, name):
        """Put the marks of a fix behind a word."""
        self.paragraphs = [[(n, f"{w}!!" if n == name else w) for n, w in words] for words in self.paragraphs]

    def edit(self, what, one, two):
        """Change one thing, as an editor would."""
        paragraphs = self.paragraphs = [words for words in self.paragraphs if words] or [[self.new(0)]]
        words = paragraphs[one % len(paragraphs)]
        place = two % len(words)
        if what == "put in":
            words.insert(place, self.new(one))
        elif what == "take out":
            words.pop(place)
        elif what == "replace":
            words[place] = (self.new(0)[0], f"новое{two}")
        elif what == "new paragraph":
            paragraphs.insert(one % (len(paragraphs) + 1), [self.new(two + n) for n in range(3)])
        elif what == "part" and place:
            paragraphs[one % len(paragraphs)] = words[:place]
            paragraphs.insert(one % len(paragraphs) + 1, words[place:])
        elif what == "no paragraph":
            paragraphs.remove(words)


EDITS = st.tuples(
    st.sampled_from(["put in", "take out", "replace", "new paragraph", "part", "no paragraph"]),
    st.integers(0, 6),
    st.integers(0, 6),
)


SIZES = st.lists(st.integers(2, 6), min_size=1, max_size=4)
# Where words stand is no matter of databases: the second one is asked a few times, whether it keeps what is found.
EXAMPLES = 60 if connection.vendor == "sqlite" else 15
AS_HERE = settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@AS_HERE
@given(sizes=SIZES, edits=st.lists(EDITS, max_size=5), data=st.data())
def test_tickets_stay_with_their_words_or_are_closed(db, sizes, edits, data):
    story = Story(sizes)
    article = make_article(body=story.body)
    tickets = reported(article, story, data)

    for edit in edits:
        story.edit(*edit)
        keep(article, story)
        for ticket in still_open(tickets):
            where = story.place(tickets[ticket.pk])
            # A word whose like was put into its very place cannot be told from it.
            if where is None:
                tickets[ticket.pk] = name_at(story, ticket)
            else:
                assert (ticket.block, ticket.start, ticket.end) == where

    mend_all(article, story, tickets)


@AS_HERE
@given(sizes=SIZES, saves=st.lists(st.lists(EDITS, min_size=1, max_size=4), max_size=3), data=st.data())
def test_many_edits_in_one_save_move_no_ticket_to_another_word(db, sizes, saves, data):
    story = Story(sizes, stands_once=True)
    article = make_article(body=story.body)
    tickets = reported(article, story, data)

    for edits in saves:
        for edit in edits:
            story.edit(*edit)
        keep(article, story)
        for ticket in still_open(tickets):
            assert (ticket.block, ticket.start, ticket.end) == story.place(tickets[ticket.pk])

    mend_all(article, story, tickets)


def reported(article, story, data):
    """Report a word of each paragraph; return {ticket's id: name of the word}."""
    tickets = {}
    for words in story.paragraphs:
        name, word = data.draw(st.sampled_from(words))
        block, _start, end = story.place(name)
        nth = len(overlapping(" ".join(w for _n, w in words)[:end], word))
        tickets[report(article, word, f"{word}!!", block=block, nth=nth).ticket_id] = name
    return tickets


def keep(article, story):
    """Save the story as it stands now."""
    article.body = story.body
    article.save()
    article.keep_revision(None)


def still_open(tickets):
    """The tickets that wait; what each says is what stands at its place."""
    waiting = list(Ticket.objects.filter(pk__in=tickets, state=State.OPEN))
    assert [ticket.words[ticket.start : ticket.end] for ticket in waiting] == [ticket.quote for ticket in waiting]
    return waiting


def mend_all(article, story, tickets):
    """Apply what still waits: each fix stands behind its own word; and taken back, all is as it was."""
    before = Article.objects.get(pk=article.pk).body
    waiting = still_open(tickets)
    for ticket in waiting:
        apply(article, {ticket.pk: f"{ticket.quote}!!"}, None)
        story.mark(tickets[ticket.pk])
        assert Article.objects.get(pk=article.pk).body.replace("\xa0", " ") == story.body
    for ticket in waiting:
        undo(ticket, None)
    assert Article.objects.get(pk=article.pk).body == before


def overlapping(text, word):
    """Where the word begins in the text."""
    return [place for place in range(len(text)) if text.startswith(word, place)]


def name_at(story, ticket):
    """The name of the word at a ticket's place."""
    names = [name for words in story.paragraphs for name, _word in words]
    return next(name for name in names if story.place(name) == (ticket.block, ticket.start, ticket.end))
