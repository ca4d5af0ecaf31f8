"""What readers send: checked against the article, gathered in tickets, never taken at its word."""

import uuid

import pytest

from comments.own import erase, everything_of
from corrections.anchoring import Selector, locate
from corrections.applying import apply
from corrections.models import Report, State, Suggestion, Ticket
from corrections.taking_in import NothingChanged
from tests.builders import make_article, make_member, make_visitor
from tests.corrections.builders import report, selector, words_of

pytestmark = pytest.mark.django_db

BODY = (
    "<p>На мосту <strong>меняют</strong> <a href='https://example.com/'>пирила</a>, полоса закрыта.</p>"
    "<p>Мост мост мост мост мост.</p>"
)


@pytest.fixture
def article():
    return make_article(body=BODY, lead="Полоса закрыта до пятници.")


def test_a_report_makes_a_ticket_at_the_words(article):
    sent = report(article, "пирила", "перила")

    ticket = sent.ticket
    assert (ticket.quote, ticket.words[ticket.start : ticket.end]) == ("пирила", "пирила")
    assert (ticket.reports_count, ticket.weight, ticket.state) == (1, 1.0, "open")
    assert [s.text for s in ticket.ranked_suggestions] == ["перила"]


def test_reports_that_overlap_are_one_ticket_with_ranked_suggestions(article):
    report(article, "пирила", "перила")
    report(article, "меняют пирила, полоса", "меняют перила, полоса")
    report(article, "пирила", "перилла")

    ticket = Ticket.objects.get()
    assert ticket.reports_count == 3
    assert [(s.text, s.count) for s in ticket.ranked_suggestions] == [("перила", 2), ("перилла", 1)]


def test_a_wider_report_widens_the_ticket_and_its_suggestions(article):
    report(article, "пирила", "перила")
    report(article, "меняют пирила", "чинят перила")

    ticket = Ticket.objects.get()
    assert ticket.quote == "меняют пирила"
    assert {s.text for s in ticket.suggestions.all()} == {"меняют перила", "чинят перила"}


def test_many_reports_of_one_word_are_one_row_and_one_reader_counts_once(article):
    reader = make_visitor()
    for _time in range(30):
        report(article, "пирила", "перила", visitor=reader)
    report(article, "пирила", "перила")

    ticket = Ticket.objects.get()
    assert (ticket.reports_count, ticket.weight) == (2, 2.0)


def test_the_same_report_sent_twice_is_one(article):
    key = uuid.uuid4()
    first, again = (report(article, "пирила", "перила", key=key) for _time in range(2))

    assert first == again
    assert Ticket.objects.get().reports_count == 1


def test_other_kinds_are_tickets_of_their_own(article):
    report(article, "пирила", "перила")
    report(article, "пирила", kind="fact", remark="Это не перила, а ограждение.")

    assert Ticket.objects.count() == 2


@pytest.mark.parametrize("nth", [1, 2, 4])
def test_of_a_word_that_stands_five_times_the_right_one_is_marked(article, nth):
    ticket = report(article, "мост", "мостик", block="2", nth=nth).ticket

    assert ticket.start == 5 * nth


@pytest.mark.parametrize(("block", "quote"), [("headline", "перила"), ("lead", "пятници")])
def test_headline_and_lead_are_reported_like_the_text(article, block, quote):
    ticket = report(article, quote, "иначе", block=block).ticket

    assert (ticket.block, ticket.quote) == (block, quote)


def test_captions_are_reported_too():
    article = make_article(photos=1)
    photo = article.photos.get()

    ticket = report(article, "Подпись", "Надпись", block=f"photo-{photo.picture_id}").ticket

    assert ticket.quote == "Подпись"


def test_words_changed_since_the_page_was_read_are_followed(article):
    old = selector(article, "пирила")
    for word in ("Вчера на", "Сегодня вчера на"):
        article.body = article.body.replace("На", word).replace("Вчера на", word)
        article.save()
        article.keep_revision(None)

    assert article.revisions.count() == 3
    ticket = report(article, "", "перила", marked=old).ticket

    assert (ticket.quote, ticket.revision) == ("пирила", 3)


@pytest.mark.parametrize(
    "forged",
    [
        {"prefix": "ложь "},
        {"start": 0, "end": 6, "prefix": "совсем не то "},
        {"block": "77", "prefix": "нет"},
        {"revision": 99, "suffix": "нет"},
        {"start": 10**8, "end": 10**8 + 6, "prefix": "нет"},
    ],
)
def test_a_forged_selector_finds_the_words_where_they_are_or_nothing(article, forged):
    honest = selector(article, "пирила")

    place = locate(article, Selector(**honest.__dict__ | forged))

    assert place is None or words_of(article)[place.block][place.start : place.end] == "пирила"


def test_words_that_are_not_there_become_a_note_and_nothing_of_them_looks_like_the_article(article):
    sent = report(article, "", "spam", marked=Selector(exact="http://spam.example купите", block="1", end=5))

    assert (sent.ticket.block, sent.ticket.quote) == ("", "")
    assert sent.marked == "http://spam.example купите"


def test_notes_about_one_article_are_one_row(article):
    for words in ("нет таких слов", "и таких"):
        report(article, "", marked=Selector(exact=words))

    assert Ticket.objects.get().reports_count == 2


def test_the_words_of_the_other_edition_are_not_taken_for_this_one(article):
    other = make_article(language="kk", headline="Көпір", body="<p>Көпірде таяныш ауыстырылуда.</p>")

    assert locate(article, selector(other, "таяныш")) is None


@pytest.mark.parametrize("same", ["пирила", " пирила ", "пир\u00adила"])
def test_a_proposal_that_changes_nothing_is_refused(article, same):
    with pytest.raises(NothingChanged):
        report(article, "пирила", same)


def test_a_fact_needs_no_proposal(article):
    assert not report(article, "пирила", kind="fact", remark="Неправда").ticket.suggestions.exists()


@pytest.mark.parametrize(
    ("wanted", "text"),
    [
        ("", ""),
        ("пёрила", "пёрила"),
        ('"пирила"', "«пирила»"),
        ("<b>перила</b>", "<b>перила</b>"),
        ("перила 🌉", "перила 🌉"),
        ("пери\x00ла", "перила"),
        ("пери\ud800ла", "перила"),
    ],
)
def test_what_is_proposed_is_plain_text_in_final_typography(article, wanted, text):
    ticket = report(article, "пирила", wanted).ticket

    [suggestion] = ticket.suggestions.all()
    assert suggestion.text.strip(" ,\xa0") == text or text in suggestion.text


@pytest.mark.parametrize("wanted", ["смотрите https://casino.example", "перила " * 30])
def test_advertisements_and_scrawls_wait_apart(article, wanted):
    assert report(article, "пирила", wanted).ticket.weight == 0
    assert Ticket.objects.doubtful().count() == 1
    assert Ticket.objects.trusted().count() == 0


def test_a_block_selected_whole_is_a_note_when_it_is_too_long(article):
    long = make_article(body=f"<p>{'слово за слово ' * 60}</p>")
    text = words_of(long)["1"]

    sent = report(long, "", marked=Selector(exact=text, block="1", end=len(text), revision=1))

    assert sent.ticket.block == ""


def test_an_emoji_before_the_words_shifts_nothing():
    article = make_article(body="<p>🌉🚧 На мосту пирила.</p>")

    assert report(article, "пирила", "перила").ticket.quote == "пирила"


def test_more_than_an_article_can_have_waits_apart(monkeypatch):
    monkeypatch.setattr("corrections.taking_in.MOST_OPEN", 2)
    article = make_article(body="<p>раз два три четыре</p>")
    for word in ("раз", "два", "три"):
        report(article, word, f"{word}!")

    assert [t.weight for t in Ticket.objects.order_by("pk")] == [1, 1, 0]


def test_a_flood_of_doubtful_ones_is_gathered_in_one_note(monkeypatch):
    monkeypatch.setattr("corrections.taking_in.MOST_DOUBTFUL", 2)
    article = make_article(body="<p>раз два три четыре пять</p>")
    for word in ("раз", "два", "три", "четыре"):
        report(article, word, f"{word}!", weight=0.0)

    assert sorted(Ticket.objects.values_list("quote", flat=True)) == ["", "два", "раз"]
    assert Report.objects.filter(ticket__block="").count() == 2


def test_readers_take_home_what_they_reported_and_erase_it(article):
    reader = make_visitor()
    report(article, "пирила", "перила", visitor=reader, remark="Стыдно", email="reader@example.com")

    [kept] = everything_of(reader)["reports"]
    assert (kept["words"], kept["proposed"], kept["remark"]) == ("пирила", "перила", "Стыдно")
    erase(reader)

    left = Report.objects.get()
    assert (left.visitor, left.remark, left.email) == (None, "", "")
    assert Ticket.objects.get().reports_count == 1


def test_every_report_is_kept(article):
    report(article, "пирила", "перила", weight=0.0)

    assert Report.objects.count() == 1
    assert Ticket.objects.get().state == State.OPEN


def test_suggestions_that_become_alike_by_widening_stay_apart():
    article = make_article(body="<p>Новый мост открыт.</p>")
    report(article, "мост", "путь")
    report(article, "мост", "Новый путь")

    report(article, "Новый мост", "Старая дорога")

    ticket = Ticket.objects.get()
    assert ticket.quote == "Новый мост"
    assert {s.text for s in ticket.suggestions.all()} == {"Новый путь", "Новый Новый путь", "Старая дорога"}


def test_the_longest_proposals_fit_however_wide_their_ticket_grows():
    words = " ".join(f"слово{number}" for number in range(100))
    article = make_article(body=f"<p>{words}</p>")
    report(article, "слово20", "а" * 1200)
    report(article, " ".join(f"слово{number}" for number in range(1, 42)), kind="typo")

    ticket = Ticket.objects.get()
    assert ticket.quote.startswith("слово1 ")
    assert len(ticket.suggestions.get().text) <= Suggestion._meta.get_field("text").max_length


def test_a_page_too_old_to_be_followed_is_answered_by_the_one_place_with_those_words(article, monkeypatch):
    monkeypatch.setattr("corrections.anchoring.MOST_REVISIONS", 2)
    old = selector(article, "пирила")
    for number in range(3):
        article.body = f"<p>Новый абзац {number}.</p>{article.body}"
        article.save()
        article.keep_revision(None)

    assert report(article, "", "перила", marked=old).ticket.block == "4"


def test_words_mended_since_are_not_looked_for_elsewhere():
    article = make_article(body="<table><tbody><tr><td>Robin</td><td>Robin</td></tr></tbody></table>")
    old = selector(article, "Robin", block="2")
    article.body = article.body.replace("<td>Robin</td></tr>", "<td>Elisa</td></tr>")
    article.save()

    assert report(article, "", "Elisa", marked=old).ticket.block == ""


def test_what_was_mended_since_the_page_was_read_joins_its_ticket(article):
    old = selector(article, "меняют пирила")
    ticket = report(article, "пирила", "перила").ticket
    apply(article, {ticket.pk: "перила"}, make_member("editor"))

    late = report(article, "", "меняют перила", marked=old, email="reader@example.com")

    assert (late.ticket, late.email) == (ticket, "")
    assert Ticket.objects.get().reports_count == 2


@pytest.mark.parametrize(
    "wanted", [{"kind": "fact"}, {"remark": "И не меняют, а чинят."}, {"suggestion": "чинят пирила"}]
)
def test_what_is_another_matter_than_the_mended_typo_is_not_lost_in_it(article, wanted):
    old = selector(article, "меняют пирила")
    ticket = report(article, "пирила", "перила").ticket
    apply(article, {ticket.pk: "перила"}, make_member("editor"))

    late = report(article, "", marked=old, **wanted)

    assert late.ticket != ticket
    assert late.ticket.is_open
