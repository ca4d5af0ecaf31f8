"""What readers send over HTTP: from a page of the site, with or without scripts, from any cache."""

import uuid

import pytest

from articles.models import Announcement, Article, PreviewLink
from corrections.applying import apply
from corrections.models import Report, Ticket
from corrections.reports import OF_ONE_VISITOR
from tests.builders import ahead, make_article, make_member
from tests.corrections.builders import report, selector

pytestmark = pytest.mark.django_db
OURS = {"HTTP_SEC_FETCH_SITE": "same-origin"}


@pytest.fixture
def article():
    return make_article(body="<p>На мосту меняют пирила, полоса закрыта.</p>")


def send(client, article, headers=None, **fields):
    fields = {"exact": "пирила", "suggestion": "перила", "kind": "typo"} | fields
    return client.post(f"/typo/{article.pk}/", fields, **OURS | (headers or {}))


def send_from_script(client, article, **fields):
    return send(client, article, {"HTTP_ACCEPT": "application/json"}, **fields)


def test_the_page_of_an_article_says_where_its_words_stand(client, article):
    article.keep_revision(None)
    page = client.get(article.get_absolute_url()).text

    assert f'data-article="{article.pk}" data-revision="1"' in page
    assert 'data-block="headline"' in page
    assert '<p data-block="1">' in page
    assert f'href="/typo/{article.pk}/"' in page


def test_the_form_works_without_scripts(client, article):
    assert client.get(f"/typo/{article.pk}/").status_code == 200

    answer = send(client, article)

    assert 'class="thanks"' in answer.text
    assert Ticket.objects.get().quote == "пирила"


@pytest.mark.parametrize("prefix", ["", "/kk"])
def test_it_speaks_both_languages(client, article, prefix):
    answer = client.get(f"{prefix}/typo/{article.pk}/")

    assert ("Қате" in answer.text) == bool(prefix)
    assert "The words with" not in answer.text


def test_the_same_for_every_reader(client, article):
    answer = client.get(f"/typo/{article.pk}/")

    assert not answer.cookies
    assert "csrf" not in answer.text


def test_a_script_is_answered_with_the_key_to_ask_with(client, article):
    key = str(uuid.uuid4())
    chosen = selector(article, "пирила")

    answer = send_from_script(client, article, key=key, **chosen.__dict__)

    assert answer.json()["key"] == key
    assert send_from_script(client, article, key=key, **chosen.__dict__).json()["key"] == key
    assert Report.objects.count() == 1


def test_a_reader_hears_of_the_fix_and_of_nothing_that_waits(client, article):
    sent = report(article, "пирила", "перила")
    address = f"/typo/outcomes/?of={sent.key},{uuid.uuid4()},nonsense"

    assert client.get(address).json()["fixed"] == []
    apply(article, {sent.ticket_id: "перила"}, make_member("editor"))
    answer = client.get(address)

    [fixed] = answer.json()["fixed"]
    assert fixed == {"key": str(sent.key), "headline": article.headline, "address": article.get_absolute_url()}
    assert str(sent.key) in answer.json()["settled"]
    assert answer["Cache-Control"] == "private, no-store"


def test_a_form_of_another_site_is_refused_and_keeps_the_words(client, article):
    answer = client.post(f"/typo/{article.pk}/", {"exact": "пирила", "kind": "typo"}, HTTP_SEC_FETCH_SITE="cross-site")

    assert answer.status_code == 403
    assert 'value="пирила"' in answer.text
    assert not Report.objects.exists()


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"exact": ""}, "exact"),
        ({"exact": "слово " * 200}, "exact"),
        ({"suggestion": "а" * 1300}, "suggestion"),
        ({"suggestion": "пирила"}, "suggestion"),
        ({"kind": "nonsense"}, "kind"),
        ({"email": "никуда"}, "email"),
        ({"remark": "а" * 1001}, "remark"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_nothing_is_lost(client, article, fields, field):
    answer = send(client, article, **fields)

    assert answer.status_code == 400
    assert f'id="{field}-wrong"' in answer.text
    assert send_from_script(client, article, **fields).json()["errors"].keys() == {field}
    assert not Report.objects.exists()


@pytest.mark.parametrize(
    "fields",
    [
        {"exact": "\x00пирила\x00"},
        {"start": "-1", "end": "99999999999999999999", "revision": "x", "block": "';--" * 40},
        {"prefix": "а" * 5000, "suffix": "\u202e\u0000"},
        {"key": "nonsense", "remark": "<script>alert(1)</script>"},
        {"exact": "нет такого", "suggestion": "=HYPERLINK(1)"},
    ],
)
def test_no_input_breaks_it(client, article, fields):
    assert send_from_script(client, article, **fields).status_code == 200


def test_deleting_words_is_asked_for_expressly(client, article):
    send(client, article, suggestion="")
    send(client, article, exact="полоса", suggestion="", deletes="on")

    assert [list(t.suggestions.values_list("text", flat=True)) for t in Ticket.objects.order_by("pk")] == [[], [""]]


def test_over_the_limit_nothing_is_lost_and_nothing_is_said(client, article):
    answers = {send_from_script(client, article).status_code for _time in range(OF_ONE_VISITOR + 3)}

    assert answers == {200}
    assert Report.objects.filter(weight=0).count() == 3
    assert Report.objects.count() == OF_ONE_VISITOR + 3


def test_what_a_program_sends_waits_apart(client, article):
    send(client, article, website="https://spam.example")

    assert Ticket.objects.get().weight == 0


def test_a_withdrawn_article_takes_no_reports_and_the_words_are_kept(client, article):
    article.withdraw()

    assert client.get(f"/typo/{article.pk}/").status_code == 404
    answer = send(client, article)
    assert answer.status_code == 410
    assert 'value="пирила"' in answer.text
    assert send_from_script(client, article).json()["message"]


def test_a_draft_is_not_betrayed(client):
    draft = make_article(status="draft", publish_at=None, headline="Тайна")

    assert client.get(f"/typo/{draft.pk}/").status_code == 404
    assert send(client, draft).status_code == 404


@pytest.mark.parametrize("site", ["same-origin", "cross-site"])
@pytest.mark.parametrize("status", ["published", "draft"])
def test_what_is_planned_is_not_betrayed_by_a_refusal(client, site, status):
    planned = make_article(status=status, publish_at=ahead(days=1), headline="Тайна")

    answer = client.post(f"/typo/{planned.pk}/", {"exact": "а", "kind": "typo"}, HTTP_SEC_FETCH_SITE=site)

    assert answer.status_code == 404
    assert "Тайна" not in answer.text


def test_a_preview_offers_no_report(client, article):
    draft = make_article(status="draft", publish_at=None)
    chief = make_member("chief")
    link = PreviewLink.objects.make(draft, by=chief, label="Юрист")

    page = client.get(link.get_absolute_url()).text

    assert draft.headline in page
    assert "typo-report" not in page


def test_asking_changes_nothing(client, article):
    client.get(f"/typo/{article.pk}/", {"exact": "пирила", "suggestion": "перила", "kind": "typo"})

    assert not Report.objects.exists()
    assert Article.objects.get().body == article.body


def test_a_report_needs_few_queries(client, article, django_assert_max_num_queries):
    send(client, article)
    with django_assert_max_num_queries(32):
        send(client, article)


def test_of_what_is_corrected_already_a_reader_hears_at_once(client, article):
    old = selector(article, "пирила")
    ticket = report(article, "пирила", "перила").ticket
    apply(article, {ticket.pk: "перила"}, make_member("editor"))

    answer = send_from_script(client, article, **old.__dict__)

    assert "уже исправлено" in answer.json()["message"]


def test_a_page_that_a_cache_has_kept_is_fresh_at_once(client, article):
    ticket = report(article, "пирила", "перила").ticket
    kept = client.get(article.get_absolute_url())
    same = {"If-None-Match": kept.headers["ETag"]}
    assert client.get(article.get_absolute_url(), headers=same).status_code == 304

    apply(article, {ticket.pk: "перила"}, make_member("editor"))

    assert "перила" in client.get(article.get_absolute_url(), headers=same).text


@pytest.mark.parametrize(("kind", "is_told"), [("typo", False), ("fact", True)])
def test_readers_who_are_here_hear_of_a_fact_and_not_of_a_letter(article, kind, is_told):
    Announcement(article=article).tell(article)
    ticket = report(article, "закрыта", "открыта", kind=kind).ticket

    apply(article, {ticket.pk: "открыта"}, make_member("editor"), note="Открыта." if is_told else "")

    told = Announcement.objects.get()
    assert told.differs_from(Article.objects.get()) is is_told


def test_half_a_letter_breaks_nothing(client, article):
    body = b"exact=%ED%A0%80%D0%BF%D0%B8%D1%80%D0%B8%D0%BB%D0%B0&suggestion=%ED%B0%80%00x&kind=typo"

    answer = client.post(f"/typo/{article.pk}/", body, content_type="application/x-www-form-urlencoded", **OURS)

    assert answer.status_code == 200


def test_an_address_longer_than_its_column_is_told(client):
    article = make_article(body="<p>На мосту меняют пирила.</p>")
    values = {"exact": "пирила", "suggestion": "перила", "kind": "typo", "email": f"{'a' * 250}@example.com"}

    answer = client.post(f"/typo/{article.pk}/", values, HTTP_ORIGIN="http://testserver")

    assert answer.status_code == 400
    assert not Report.objects.exists()
