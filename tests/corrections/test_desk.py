"""The typo desk over HTTP: the inbox, the decisions, who may take them."""

import pytest

from articles.models import Article, Readership
from corrections.anchoring import Selector
from corrections.desk.rows import pieces_of
from corrections.models import Ticket
from tests.builders import ago, make_article, make_author, make_member, make_section
from tests.corrections.builders import report

pytestmark = pytest.mark.django_db
INBOX = "/admin/corrections/ticket/"
JSON = {"HTTP_ACCEPT": "application/json"}


@pytest.fixture
def article():
    return make_article(body='<p>На мосту меняют <a href="https://example.com/">пирила</a>, полоса закрыта.</p>')


@pytest.fixture
def anna(client):
    anna = make_member("editor")
    client.force_login(anna)
    return anna


def test_the_inbox_shows_the_change_letter_by_letter(client, anna, article):
    report(article, "пирила", "перила")

    page = client.get(INBOX).text

    assert "<mark>п</mark><del>и</del><ins>е</ins><mark>рила</mark>" in page


def test_letters_that_deceive_the_eye_are_named(client, anna):
    article = make_article(body="<p>Вышла м\u0061ма.</p>")
    report(article, "м\u0061ма", "мама")

    assert "U+0061 LATIN SMALL LETTER A" in client.get(INBOX).text


def test_what_most_readers_meet_comes_first(client, anna):
    quiet, loud = make_article(body="<p>Тихая ашибка.</p>"), make_article(body="<p>Громкая ошипка.</p>")
    for _reader in range(3):
        report(quiet, "ашибка", "ошибка")
    report(loud, "ошипка", "ошибка")
    Readership.objects.create(article=loud, hour=ago(hours=2), count=500)

    page = client.get(INBOX).text

    assert page.index("Громкая") < page.index("Тихая")


def test_filters_keep_what_was_asked_for(client, anna, article):
    author = make_author("Иван Ким")
    section = make_section("Спорт", "Спорт")
    signed = make_article(body="<p>Тут ашибка.</p>", authors=[author], section=section)
    report(article, "пирила", "перила")
    report(signed, "ашибка", kind="fact", remark="Не так")

    for query in (f"author={author.pk}", "kind=fact", f"article={signed.pk}", f"section={signed.section_id}"):
        page = client.get(f"{INBOX}?{query}").text
        assert "Тут" in page
        assert "полоса закрыта" not in page
    assert client.get(f"{INBOX}?shelf=nonsense").status_code == 404
    assert client.get(f"{INBOX}?author=x&section=-1&page=99").status_code == 200


def test_one_click_applies_and_one_undoes(client, anna, article):
    ticket = report(article, "пирила", "перила").ticket

    answer = client.post(f"{INBOX}{ticket.pk}/apply/", {"text": "перила"}, **JSON)

    assert answer.status_code == 200
    assert "is-decided" in answer.json()["rows"][f"ticket-{ticket.pk}"]
    assert "перила</a>" in Article.objects.get().body
    assert client.post(f"{INBOX}undo/", **JSON).status_code == 200
    assert "пирила</a>" in Article.objects.get().body


def test_all_accepted_are_one_version(client, anna, article):
    tickets = [report(article, *words).ticket for words in (("пирила", "перила"), ("закрыта", "открыта"))]
    before = article.revisions.count()

    answer = client.post(f"{INBOX}of/{article.pk}/apply/", {"pick": [t.pk for t in tickets]}, **JSON)

    assert answer.status_code == 200
    assert article.revisions.count() == before + 1
    assert client.post(f"{INBOX}of/{article.pk}/apply/", {"pick": ["x"]}, **JSON).status_code == 422


def test_what_one_click_cannot_do_opens_the_editor_with_the_fix_proposed(client, anna, article):
    ticket = report(article, "пирила, полоса", "перилла и полоса").ticket
    text = ticket.ranked_suggestions[0].text

    answer = client.post(f"{INBOX}{ticket.pk}/apply/", {"text": text}, **JSON)

    assert answer.status_code == 409
    page = client.get(answer.json()["open"]).text
    assert f'id="correction-{ticket.pk}"' in page
    assert text in page


def test_without_scripts_the_editor_goes_back_where_they_were(client, anna, article):
    ticket = report(article, "пирила", "перила").ticket

    answer = client.post(f"{INBOX}{ticket.pk}/reject/", {"back": f"{INBOX}?kind=typo"})

    assert (answer.status_code, answer["Location"]) == (302, f"{INBOX}?kind=typo")
    assert Ticket.objects.get().state == "rejected"
    evil = client.post(f"{INBOX}{ticket.pk}/undo/", {"back": "https://evil.example/"})
    assert evil["Location"] == INBOX


def test_two_editors_at_once_are_told(client, anna, article):
    ticket = report(article, "пирила", "перила").ticket
    ticket.reject(make_member("editor"))

    for deed in ("apply", "reject"):
        answer = client.post(f"{INBOX}{ticket.pk}/{deed}/", {"text": "перила"}, **JSON)
        assert answer.status_code == 409


def test_a_text_that_changes_nothing_or_is_too_long_is_refused(client, anna, article):
    ticket = report(article, "перила", "ограждения", block="headline").ticket

    for text in ("перила", "ы" * 300):
        assert client.post(f"{INBOX}{ticket.pk}/apply/", {"text": text}, **JSON).status_code == 422
    assert Ticket.objects.get().is_open


def test_a_fact_is_corrected_with_a_note_or_expressly_without(client, anna, article):
    ticket = report(article, "закрыта", "открыта", kind="fact").ticket

    assert client.post(f"{INBOX}{ticket.pk}/apply/", {"text": "открыта"}, **JSON).status_code == 422
    assert Ticket.objects.get().is_open
    answer = client.post(f"{INBOX}{ticket.pk}/apply/", {"text": "открыта", "note": "Полоса была открыта."}, **JSON)
    assert answer.status_code == 200
    assert "Полоса была" in client.get("/corrections/").text.replace("\xa0", " ")


@pytest.mark.parametrize(
    ("wanted", "label"), [("пёрила", "только ё"), ("«пирила»", "только кавычки"), ("", "удаление")]
)
def test_what_may_be_overlooked_is_labelled(client, anna, article, wanted, label):
    body = article.body.replace("пирила", "пЕрила".lower() if wanted.startswith("пё") else "пирила")
    article.body = body
    article.save()
    report(article, "перила" if wanted.startswith("пё") else "пирила", wanted)

    assert label in client.get(INBOX).text


def test_the_figures_tell_whose_and_where(client, anna, article):
    author = make_author("Иван Ким")
    article.authors.add(author)
    ticket = report(article, "пирила", "перила").ticket
    Ticket.objects.update(made_at=ago(hours=3))
    client.post(f"{INBOX}{ticket.pk}/apply/", {"text": "перила"})

    page = client.get(f"{INBOX}figures/").text

    assert "Иван Ким" in page
    assert article.section.name_ru in page
    assert "3 часа" in page.replace("\xa0", " ")


def test_the_day_begins_with_what_readers_found(client, anna, article):
    report(article, "пирила", "перила")

    assert "today-corrections" in client.get("/admin/").text


def test_the_inbox_reads_few_rows_from_the_database(client, anna, article, django_assert_max_num_queries):
    for number in range(12):
        report(make_article(body=f"<p>Слово {number} ашибка тут.</p>"), "ашибка", "ошибка")
    with django_assert_max_num_queries(25):
        client.get(INBOX)


@pytest.mark.parametrize("group", ["reporter", "moderator"])
def test_others_settle_nothing(client, article, group):
    ticket = report(article, "пирила", "перила").ticket
    client.force_login(make_member(group))

    assert client.get(INBOX).status_code == 403
    assert client.post(f"{INBOX}{ticket.pk}/apply/", {"text": "перила"}).status_code == 403
    assert "пирила" in Article.objects.get().body


def test_hostile_words_stay_words(client, anna, article):
    evil = "<script>alert(1)</script>\u202e\r\nid: 7"
    report(article, "пирила", evil, remark=evil)
    report(article, "закрыта", kind="other", remark=evil, marked=Selector(exact=evil))

    for address in (INBOX, f"{INBOX}?shelf=doubtful", *(f"{INBOX}{t.pk}/change/" for t in Ticket.objects.all())):
        assert "<script>alert" not in client.get(address, follow=True).text


def test_the_public_page_counts_what_was_fixed(client, anna, article):
    ticket = report(article, "пирила", "перила").ticket
    client.post(f"{INBOX}{ticket.pk}/apply/", {"text": "перила"})

    assert "typo-count" in client.get("/corrections/").text


def test_a_text_too_long_for_one_click_is_left_to_the_editor(client, anna, article):
    ticket = report(article, "пирила", "перила").ticket

    answer = client.post(f"{INBOX}{ticket.pk}/apply/", {"text": "слово " * 400}, **JSON)

    assert answer.status_code == 409
    assert "correction=" in answer.json()["open"]
    assert Ticket.objects.get().is_open


def test_the_key_that_takes_back_passes_over_what_was_mended_by_hand(client, anna, article):
    clicked = report(article, "закрыта", "открыта").ticket
    by_hand = report(article, "пирила", "перила").ticket
    client.post(f"{INBOX}{clicked.pk}/apply/", {"text": "открыта"})
    stored = Article.objects.get()
    stored.body = stored.body.replace("пирила", "перила")
    stored.save()
    stored.keep_revision(anna)

    assert client.post(f"{INBOX}undo/", **JSON).status_code == 200

    states = dict(Ticket.objects.values_list("pk", "state"))
    assert (states[clicked.pk], states[by_hand.pk]) == ("open", "fixed")
    assert client.post(f"{INBOX}{by_hand.pk}/undo/", **JSON).status_code == 200
    by_hand.refresh_from_db()
    assert (by_hand.state, by_hand.quote) == ("open", "перила")


def test_of_a_long_proposal_the_button_shows_what_differs(client, anna):
    article = make_article(body="<p>Сегодня на мосту через реку меняют пирила, полоса закрыта.</p>")
    report(article, "Сегодня на мосту через реку меняют пирила", kind="typo")
    report(article, "пирила", "перила")
    report(article, "пирила", "ограду")

    page = client.get(INBOX).text

    assert "«перила»" in page
    assert "«ограду»" in page


def test_of_many_proposals_those_that_most_stand_behind_are_shown(client, anna, article):
    for number in range(6):
        report(article, "пирила", f"перила{number}")
    report(article, "пирила", "перила5")

    page = client.get(INBOX).text

    assert "«перила5»" in page
    assert "«перила4»" not in page


def test_corrections_are_accepted_where_they_can_be_applied_together(client, anna, article):
    ticket = report(article, "пирила", "перила").ticket
    of_article = f"{INBOX}?article={article.pk}"

    assert 'name="pick"' not in client.get(INBOX).text
    assert of_article in client.get(f"{INBOX}{ticket.pk}/change/").text
    assert 'name="pick"' in client.get(of_article).text
    client.post(f"{INBOX}{ticket.pk}/reject/", {"back": of_article}, **JSON)
    answer = client.post(f"{INBOX}{ticket.pk}/undo/", {"back": of_article}, **JSON)
    assert 'name="pick"' in answer.json()["rows"][f"ticket-{ticket.pk}"]


def test_reading_the_desk_changes_nothing(client, anna, article):
    ticket = report(article, "пирила", "перила").ticket
    deeds = [f"{ticket.pk}/apply/", f"{ticket.pk}/reject/", f"{ticket.pk}/undo/", "undo/", f"of/{article.pk}/apply/"]

    answers = {client.get(f"{INBOX}{deed}", {"text": "перила", "pick": ticket.pk}).status_code for deed in deeds}

    assert answers == {405}
    assert Ticket.objects.get().is_open


def test_the_editor_is_told_which_of_like_words_is_meant(client, anna):
    article = make_article(body="<p>Мост и мост, мост и мост.</p>")
    report(article, "мост", "мостик", nth=2)

    assert 'data-nth="1"' in client.get(f"/admin/articles/article/{article.pk}/change/").text


def test_a_ticket_shows_every_report(client, anna, article):
    report(article, "пирила", "перила")
    ticket = report(article, "пирила", "ограду", remark="Это ограда.").ticket

    page = client.get(f"{INBOX}{ticket.pk}/change/").text

    assert page.count("<time", page.index("mod-rulings")) == 2


def test_quite_another_word_is_shown_in_one_piece(client, anna, article):
    report(article, "пирила", "ограждение")

    assert "<del>пирила</del><ins>ограждение</ins>" in client.get(INBOX).text


def test_a_long_proposal_is_shown_without_being_compared_letter_by_letter():
    old, new = "аб" * 200, "ба" * 600

    assert pieces_of(old, new) == [("out", old), ("in", new)]


def test_the_words_around_are_cut_between_words(client, anna):
    article = make_article(body=f"<p>{'Длинное вступление. ' * 20}Пирила {'и длинный конец ' * 20}.</p>")
    report(article, "Пирила", "Перила")

    page = client.get(INBOX).text.replace("\xa0", " ")

    assert 'lang="ru">… ' in page
    assert " …</p>" in page
    assert "… …" not in page


def test_many_readers_of_one_mistake_are_one_row(client, anna, article):
    for _reader in range(12):
        report(article, "пирила", "перила")

    page = client.get(INBOX).text

    assert page.count('class="mod-row"') == 1
    assert "12 сообщений" in page
