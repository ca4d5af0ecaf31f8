"""One click: compare, replace only what changes, keep a revision; and back."""

from threading import Barrier, Thread

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.db import connection
from django.utils import timezone

from articles.models import Article, Autosave
from corrections.answering import forget_addresses
from corrections.applying import AlreadySettled, NeedsEditor, apply
from corrections.models import State, Ticket
from corrections.undoing import undo
from tests.articles.test_conflict import Controls
from tests.builders import make_article, make_member, make_visitor
from tests.corrections.builders import report, selector

pytestmark = pytest.mark.django_db

SMTP = "django.core.mail.backends.smtp.EmailBackend"
BODY = (
    '<p>На мосту <strong>меняют</strong> <a href="https://example.com/">старые пирила</a>, полоса закрыта.</p>'
    "<p>Второй абзац.</p><p>Третий абзац.</p>"
)


@pytest.fixture
def article():
    return make_article(body=BODY, lead="Полоса закрыта до пятници.")


@pytest.fixture
def anna():
    return make_member("editor", first_name="Анна", last_name="Ким")


def one(article):
    return Article.objects.get(pk=article.pk)


def test_a_fix_changes_the_letters_and_leaves_links_whole(article, anna):
    ticket = report(article, "пирила", "перила").ticket

    number = apply(article, {ticket.pk: "перила"}, anna)

    assert '<a href="https://example.com/">старые перила</a>' in one(article).body
    revision = article.revisions.get(number=number)
    assert (revision.author, bool(revision.credit)) == (anna, True)
    ticket.refresh_from_db()
    assert (ticket.state, ticket.settled_by, ticket.settled_in) == ("fixed", anna, number)


def test_a_typo_is_mended_silently(article, anna):
    Article.objects.filter(pk=article.pk).update(publish_at=timezone.now() - timezone.timedelta(days=1))
    ticket = report(article, "пирила", "перила").ticket

    apply(article, {ticket.pk: "перила"}, anna)

    assert one(article).updated_at is None


@pytest.mark.parametrize(
    ("block", "quote", "wanted"), [("headline", "перила", "ограждение"), ("lead", "пятници", "пятницы")]
)
def test_headline_and_lead_are_mended(article, anna, block, quote, wanted):
    ticket = report(article, quote, wanted, block=block).ticket

    apply(article, {ticket.pk: wanted}, anna)

    assert wanted in getattr(one(article), block)


def test_a_caption_is_mended(anna):
    article = make_article(photos=1)
    photo = article.photos.get()
    ticket = report(article, "Подпись", "Надпись", block=f"photo-{photo.picture_id}").ticket

    apply(article, {ticket.pk: "Надпись"}, anna)

    photo.refresh_from_db()
    assert photo.caption == "Надпись 1"


def test_an_editor_may_write_something_else(article, anna):
    ticket = report(article, "пирила", "перила").ticket

    apply(article, {ticket.pk: "ограждения"}, anna)

    ticket.refresh_from_db()
    assert "старые ограждения</a>" in one(article).body
    assert (ticket.state, ticket.replacement) == ("fixed", "ограждения")


def test_a_fix_across_a_link_is_left_to_the_editor(article, anna):
    ticket = report(article, "пирила, полоса", "перилла и полоса").ticket

    with pytest.raises(NeedsEditor):
        apply(article, {ticket.pk: ticket.ranked_suggestions[0].text}, anna)

    assert "пирила" in one(article).body
    assert Ticket.objects.get().is_open


def test_a_paragraph_that_a_colleague_is_changing_is_left_to_the_editor(article, anna):
    ticket = report(article, "пирила", "перила").ticket
    bek = make_member("editor")
    draft = {"base": ["1"], "body": [article.body.replace("полоса закрыта", "полоса открыта")]}
    Autosave.objects.keep(bek, "a" * 32, draft, article)

    with pytest.raises(NeedsEditor):
        apply(article, {ticket.pk: "перила"}, anna)


def test_a_draft_of_another_paragraph_stops_nothing(article, anna):
    ticket = report(article, "пирила", "перила").ticket
    draft = {"base": ["1"], "body": [article.body.replace("Второй", "Третий")]}
    Autosave.objects.keep(make_member("editor"), "a" * 32, draft, article)

    apply(article, {ticket.pk: "перила"}, anna)

    assert "перила" in one(article).body


def test_a_settled_ticket_is_not_applied_again(article, anna):
    ticket = report(article, "пирила", "перила").ticket
    apply(article, {ticket.pk: "перила"}, anna)

    with pytest.raises(AlreadySettled):
        apply(article, {ticket.pk: "перила"}, anna)


def test_all_accepted_in_an_article_are_one_revision(article, anna):
    picks = {}
    for quote, wanted, block in (
        ("На", "Над", "1"),
        ("пирила", "перила", "1"),
        ("пятници", "пятницы", "lead"),
        ("Второй", "Третий", "2"),
    ):
        ticket = report(article, quote, wanted, block=block).ticket
        picks[ticket.pk] = ticket.ranked_suggestions[0].text
    before = article.revisions.count()

    apply(article, picks, anna)

    stored = one(article)
    assert article.revisions.count() == before + 1
    assert all(word in stored.body + stored.lead for word in ("Над", "перила", "пятницы", "Третий"))
    assert set(Ticket.objects.values_list("state", flat=True)) == {"fixed"}
    for ticket in Ticket.objects.all():
        undo(ticket, anna)
    stored = one(article)
    assert (stored.body, stored.lead) == (article.body, article.lead)


@pytest.mark.parametrize("wanted", ["перила", "", "перила и мост"])
def test_undo_puts_the_former_words_back_and_the_ticket_waits_again(article, anna, wanted):
    before = one(article).body
    ticket = report(article, "пирила", wanted).ticket
    apply(article, {ticket.pk: ticket.ranked_suggestions[0].text}, anna)

    undo(ticket, anna)

    ticket.refresh_from_db()
    assert one(article).body == before
    assert ticket.is_open
    assert ticket.words[ticket.start : ticket.end] == ticket.quote


def test_undo_after_other_changes_finds_the_words(article, anna):
    ticket = report(article, "пирила", "перила").ticket
    apply(article, {ticket.pk: "перила"}, anna)
    later = one(article)
    later.body = "<p>Новый первый абзац.</p>" + later.body.replace("мосту", "старом мосту")
    later.save()
    later.keep_revision(anna)

    undo(ticket, anna)

    assert "старые пирила</a>" in one(article).body


def test_undo_of_words_that_were_changed_again_is_refused(article, anna):
    ticket = report(article, "пирила", "перила").ticket
    apply(article, {ticket.pk: "перила"}, anna)
    later = one(article)
    later.body = later.body.replace("перила", "ограждения")
    later.save()
    later.keep_revision(anna)

    with pytest.raises(ValidationError):
        undo(ticket, anna)


def test_a_fact_becomes_a_dated_note(article, anna):
    ticket = report(article, "пирила", "ограждения", kind="fact").ticket

    apply(article, {ticket.pk: "ограждения"}, anna, note="Меняют ограждения, а не перила.")

    note = article.notes.get()
    assert (note.kind, note.text.replace("\xa0", " ")) == ("corrected", "Меняют ограждения, а не перила.")


def test_saved_in_the_editor_a_ticket_closes_by_the_difference(article, anna):
    fixed = report(article, "пирила", "перила").ticket
    changed = report(article, "закрыта", "открыта").ticket
    gone = report(article, "Третий", "Третья", block="3").ticket
    kept = report(article, "пятници", "пятницы", block="lead").ticket
    stored = one(article)
    stored.body = (
        stored.body.replace("пирила", "перила").replace("закрыта", "перекрыта").replace("<p>Третий абзац.</p>", "")
    )
    stored.save()
    stored.keep_revision(anna)

    states = {ticket.pk: ticket.state for ticket in Ticket.objects.all()}
    assert [states[t.pk] for t in (fixed, changed, gone, kept)] == ["fixed", "changed", "gone", "open"]
    assert Ticket.objects.get(pk=fixed.pk).settled_by == anna


def test_one_fix_settles_every_ticket_it_touches(article, anna):
    wide = report(article, "меняют старые пирила", kind="other", remark="Плохо").ticket
    ticket = report(article, "пирила", "перила").ticket

    apply(article, {ticket.pk: "перила"}, anna)

    wide.refresh_from_db()
    assert wide.state == State.CHANGED


def test_a_rejected_ticket_is_opened_again_at_its_words(article, anna):
    ticket = report(article, "пирила", "перила").ticket
    ticket.reject(anna)
    edit(article, anna, "На", "Вчера на")

    undo(ticket, anna)
    ticket.refresh_from_db()

    assert ticket.is_open
    assert Ticket.objects.get().words[ticket.start : ticket.end] == "пирила"


def test_a_changed_ticket_is_opened_again_at_what_was_put_in_place_of_its_words(article, anna):
    ticket = report(article, "пирила", "перила").ticket
    edit(article, anna, "пирила", "ограждения")
    edit(article, anna, "На", "Вчера на")
    ticket.refresh_from_db()
    assert ticket.state == State.CHANGED

    undo(ticket, anna)
    ticket.refresh_from_db()

    assert (ticket.state, ticket.quote) == ("open", "ограждения")
    apply(article, {ticket.pk: "перила"}, anna)
    assert "старые перила</a>" in one(article).body


def test_a_ticket_whose_paragraph_went_is_opened_again_as_a_note(article, anna):
    ticket = report(article, "Второй", "Третий", block="2").ticket
    edit(article, anna, "<p>Второй абзац.</p>", "")
    ticket.refresh_from_db()
    assert ticket.state == State.GONE

    undo(ticket, anna)
    ticket.refresh_from_db()

    assert (ticket.state, ticket.block, ticket.quote) == ("open", "", "Второй")


def edit(article, by, words, others):
    """Save the article as an editor would who replaces some words of its text."""
    stored = one(article)
    stored.body = stored.body.replace(words, others)
    stored.save()
    stored.keep_revision(by)


def test_a_draft_begun_before_the_fix_does_not_bring_the_mistake_back(client, anna, article):
    client.force_login(anna)
    address = f"/admin/articles/article/{article.pk}/change/"
    form = Controls(client.get(address).text).data
    ticket = report(article, "пирила", "перила").ticket
    apply(article, {ticket.pk: "перила"}, anna)

    client.post(address, form | {"body": form["body"][0].replace("Второй", "Другой")})

    body = one(article).body
    assert "перила" in body
    assert "Другой" in body
    assert Ticket.objects.get().state == State.FIXED


def test_two_mends_of_one_paragraph_with_a_draft_open_elsewhere(article, anna):
    first = report(article, "пирила", "перила").ticket
    second = report(article, "закрыта", "открыта").ticket
    draft = {"base": ["1"], "body": [article.body]}
    Autosave.objects.keep(make_member("editor"), "a" * 32, draft, article)

    apply(article, {first.pk: "перила"}, anna)
    apply(article, {second.pk: "открыта"}, anna)

    assert "открыта" in one(article).body


@pytest.mark.django_db(transaction=True)
def test_many_at_once_find_the_same_ticket_and_one_editor_applies():
    article = make_article(body=BODY)
    article.keep_revision(None)
    chosen = selector(article, "пирила")
    readers = [make_visitor() for _reader in range(6)]
    editors = [make_member(), make_member()]
    barrier, applied = Barrier(6), []

    def send(reader):
        barrier.wait()
        report(article, "", "перила", marked=chosen, visitor=reader)
        connection.close()

    together(send, readers)
    ticket = Ticket.objects.get()
    assert ticket.reports_count == 6
    barrier = Barrier(2)

    def click(editor):
        barrier.wait()
        try:
            applied.append(apply(article, {ticket.pk: "перила"}, editor))
        except AlreadySettled:
            applied.append(None)
        connection.close()

    together(click, editors)
    assert applied.count(None) == 1
    assert article.revisions.count() == 2


def together(work, things):
    """Do the work with each of the things in a thread of its own."""
    threads = [Thread(target=work, args=[thing]) for thing in things]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]


@pytest.mark.parametrize("block", ["1", "lead"])
def test_a_draft_of_the_very_paragraph_gets_the_fix_and_loses_nothing(client, anna, block):
    article = make_article(body="<p>Чинят пирила моста.</p>", lead="Красят пирила моста.")
    ticket = report(article, "пирила", "перила", block=block).ticket
    name = "body" if block == "1" else block
    client.force_login(anna)
    address = f"/admin/articles/article/{article.pk}/change/"
    form = Controls(client.get(address).text).data
    stored = one(article)
    setattr(stored, name, getattr(stored, name).replace("пирила", "перила"))
    stored.save()
    stored.keep_revision(make_member("editor"))

    client.post(address, form | {name: form[name][0].replace("моста", "моста и сквера")})

    assert "перила моста и сквера" in getattr(one(article), name).replace("\xa0", " ")
    assert Ticket.objects.get().pk == ticket.pk


def test_a_draft_of_the_very_caption_gets_the_fix_too(client, anna):
    article = make_article(photos=1)
    photo = article.photos.get()
    report(article, "Подпись", "Надпись", block=f"photo-{photo.picture_id}")
    client.force_login(anna)
    address = f"/admin/articles/article/{article.pk}/change/"
    form = Controls(client.get(address).text).data
    photo.caption = "Надпись 1"
    photo.save()
    article.keep_revision(make_member("editor"))

    client.post(address, form | {"photos-0-caption": "Подпись 1 у моста"})

    photo.refresh_from_db()
    assert photo.caption.replace("\xa0", " ") == "Надпись 1 у моста"


def test_a_draft_that_writes_other_words_instead_is_asked_about(client, anna):
    article = make_article(body="<p>Чинят пирила моста.</p>")
    ticket = report(article, "пирила", "перила").ticket
    client.force_login(anna)
    address = f"/admin/articles/article/{article.pk}/change/"
    form = Controls(client.get(address).text).data
    apply(article, {ticket.pk: "перила"}, make_member("editor"))

    answer = client.post(address, form | {"body": form["body"][0].replace("пирила", "ограду")})

    assert answer.status_code == 409
    assert "Чинят перила моста" in one(article).body


def test_the_reader_gets_one_letter_and_the_address_is_forgotten(article, anna, work):
    sent = report(article, "пирила", "перила", email="reader@example.com")
    apply(article, {sent.ticket_id: "перила"}, anna)
    work()
    work()

    assert [letter.to for letter in mail.outbox] == [["reader@example.com"]]
    assert article.get_absolute_url() in mail.outbox[0].body
    sent.refresh_from_db()
    assert sent.email == ""


def test_a_letter_that_could_not_go_goes_later_and_the_fix_stands(article, anna, work, settings):
    working = settings.EMAIL_BACKEND
    settings.EMAIL_BACKEND, settings.EMAIL_HOST, settings.EMAIL_PORT = SMTP, "127.0.0.1", 1
    sent = report(article, "пирила", "перила", email="reader@example.com")
    apply(article, {sent.ticket_id: "перила"}, anna)
    work()
    assert "перила" in one(article).body

    settings.EMAIL_BACKEND = working

    assert (forget_addresses(), forget_addresses()) == (1, 0)
    assert [letter.to for letter in mail.outbox] == [["reader@example.com"]]


def test_of_what_was_rejected_nobody_hears_and_the_address_is_forgotten(article, anna, work):
    sent = report(article, "пирила", "перила", email="reader@example.com")
    sent.ticket.reject(anna)
    work()

    sent.refresh_from_db()
    assert (sent.email, mail.outbox) == ("", [])
