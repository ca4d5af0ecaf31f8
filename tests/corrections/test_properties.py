"""Random edits to an article with open tickets: none ever points at, or is applied to, another word."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articles.models import Article
from corrections.applying import AlreadySettled, apply
from corrections.models import State, Ticket
from tests.builders import make_article
from tests.corrections.builders import report

pytestmark = pytest.mark.django_db
WORDS = ["мост", "река", "мост", "город", "а"]


class Story:
    """Paragraphs of words; each word has a name of its own, which the text does not show."""

    def __init__(self, sizes):
        self.names = 0
        self.paragraphs = [[self.new(place + number) for place in range(size)] for number, size in enumerate(sizes)]

    def new(self, kind):
        self.names += 1
        return self.names, WORDS[kind % len(WORDS)]

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


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(sizes=st.lists(st.integers(2, 6), min_size=1, max_size=4), edits=st.lists(EDITS, max_size=5), data=st.data())
def test_tickets_stay_with_their_words_or_are_closed(db, sizes, edits, data):
    story = Story(sizes)
    article = make_article(body=story.body)
    tickets = {}
    for words in story.paragraphs:
        name, word = data.draw(st.sampled_from(words))
        block, _start, end = story.place(name)
        nth = len(overlapping(" ".join(w for _n, w in words)[:end], word))
        tickets[report(article, word, f"{word}!!", block=block, nth=nth).ticket_id] = name

    for edit in edits:
        story.edit(*edit)
        article.body = story.body
        article.save()
        article.keep_revision(None)
        for ticket in Ticket.objects.filter(pk__in=tickets, state=State.OPEN):
            assert ticket.words[ticket.start : ticket.end] == ticket.quote
            where = story.place(tickets[ticket.pk])
            # A word whose like was put into its very place cannot be told from it.
            if where is None:
                tickets[ticket.pk] = name_at(story, ticket)
            else:
                assert (ticket.block, ticket.start, ticket.end) == where

    for ticket in Ticket.objects.filter(pk__in=tickets, state=State.OPEN):
        before = Article.objects.get(pk=article.pk).body
        ticket.refresh_from_db()
        try:
            apply(article, {ticket.pk: f"{ticket.quote}!!"}, None)
        except AlreadySettled:
            continue
        after = Article.objects.get(pk=article.pk).body
        assert after.replace("!!", "") == before.replace("!!", "")
        assert after.count("!!") == before.count("!!") + 1


def overlapping(text, word):
    """Where the word begins in the text."""
    return [place for place in range(len(text)) if text.startswith(word, place)]


def name_at(story, ticket):
    """The name of the word at a ticket's place."""
    names = [name for words in story.paragraphs for name, _word in words]
    return next(name for name in names if story.place(name) == (ticket.block, ticket.start, ticket.end))
