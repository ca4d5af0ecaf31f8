"""A reader proves a contact with a code, on as many devices as they like, and loses nothing on the way."""

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from urllib.parse import urlencode

import pytest
from django.core import mail
from django.core.mail.backends.base import BaseEmailBackend
from django.db import connection
from django.db.models import F
from django.test import Client

from comments.models import Comment, Reaction
from people.confirming import Code
from people.models import Ban, Visitor
from tests.builders import ago, make_article
from tests.comments.test_posting import HERE, say

pytestmark = pytest.mark.django_db
CONFIRM = "/comments/confirm/"
CONTACT = {"contact": "Olga@Example.com "}


class NoMail(BaseEmailBackend):
    """A mail server that takes nothing."""

    def send_messages(self, messages):
        raise ConnectionRefusedError


@pytest.fixture(autouse=True)
def _by_mail(settings):
    settings.COMMENTERS = "email"
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"


def ask(client, **fields):
    return client.post(CONFIRM, CONTACT | {"send": "1"} | fields, **HERE)


def sent_code():
    return re.search(r"\d{6}", mail.outbox[-1].body)[0]


def a_minute_passes():
    Code.objects.update(sent_at=F("sent_at") - timedelta(minutes=1))


def confirm(client, **fields):
    a_minute_passes()
    ask(client, **fields)
    return client.post(CONFIRM, CONTACT | {"code": sent_code()} | fields, **HERE)


def test_who_must_confirm_keeps_the_words_and_sends_them_at_last(client):
    article = make_article()
    words = {"text": "Когда\nмост?", "name": "Ольга", "agree": "on"}

    refused = say(client, article, **words)
    begun = client.post(f"{CONFIRM}?article={article.pk}", words, **HERE)
    asked = client.post(f"{CONFIRM}?article={article.pk}", words | CONTACT | {"send": "1"}, **HERE)
    done = client.post(f"{CONFIRM}?article={article.pk}", words | CONTACT | {"code": sent_code()}, **HERE)

    assert refused.status_code == 403
    assert f'formaction="{CONFIRM}?article={article.pk}"' in refused.text
    assert all("Когда\nмост?" in page.text for page in (refused, begun, asked, done))
    assert f'action="/news/{article.pk}/comments/"' in done.text
    say(client, article, **words)
    assert Comment.objects.get().visitor.contact_kind == "email"


def test_the_page_is_private_and_takes_posts_of_this_site_only(client):
    assert "no-store" in client.get(CONFIRM).headers["Cache-Control"]
    assert client.post(CONFIRM, CONTACT | {"send": "1"}).status_code == 403
    assert not mail.outbox


def test_two_devices_meet_and_what_was_done_before_moves_over(settings):
    settings.COMMENTERS = "open"
    first, second, article = Client(), Client(), make_article()
    say(first, article)
    say(second, article, text="И ещё", name="Оля")
    for browser in (first, second):
        browser.post(f"/comments/{Comment.objects.latest('pk').pk}/reaction/", {"kind": "like"}, **HERE)
    Ban.objects.create(visitor=Comment.objects.latest("pk").visitor, reason="insult")
    settings.COMMENTERS = "email"

    confirm(first)
    confirm(second)

    visitor = Visitor.objects.get(contact_kind="email")
    assert first.cookies["visitor"].value.split(":")[0] == second.cookies["visitor"].value.split(":")[0]
    assert visitor.comments.count() == 2
    assert Reaction.objects.get().visitor == visitor
    assert Comment.objects.latest("pk").reactions == {"like": 1}
    assert visitor.bans.count() == 1


def test_neither_contact_nor_code_is_stored(client):
    ask(client)

    code = Code.objects.get()
    assert sent_code() not in code.code_hash
    assert "olga" not in code.contact_hash
    assert mail.outbox[0].to == ["olga@example.com"]


def test_a_code_is_good_once(client):
    confirm(client)
    Code.objects.update(used_at=ago(minutes=2))

    assert client.post(CONFIRM, CONTACT | {"code": sent_code()}, **HERE).status_code == 400


def test_a_second_click_on_the_same_button_counts_as_the_first(client):
    confirm(client)

    assert client.post(CONFIRM, CONTACT | {"code": sent_code()}, **HERE).status_code == 200
    assert Visitor.objects.count() == 1


def test_a_code_that_could_not_be_sent_leaves_the_former_good(client, settings):
    ask(client)
    digits = sent_code()
    a_minute_passes()
    settings.EMAIL_BACKEND = "tests.comments.test_confirming.NoMail"

    refused = ask(client)

    assert refused.status_code == 503
    assert 'name="code"' in refused.text
    assert client.post(CONFIRM, CONTACT | {"code": digits}, **HERE).status_code == 200


def test_the_sixth_try_is_not_looked_at(client):
    ask(client)
    for _try in range(5):
        client.post(CONFIRM, CONTACT | {"code": "wrong"}, **HERE)

    assert client.post(CONFIRM, CONTACT | {"code": sent_code()}, **HERE).status_code == 400
    assert not Visitor.objects.exists()


def test_after_ten_minutes_it_is_over(client):
    ask(client)
    Code.objects.update(sent_at=ago(minutes=10))

    assert client.post(CONFIRM, CONTACT | {"code": sent_code()}, **HERE).status_code == 400


def test_another_code_has_to_wait_a_minute_and_no_longer(client):
    ask(client)

    answer = ask(client)
    a_minute_passes()
    in_time = ask(client)

    assert (answer.status_code, in_time.status_code) == (429, 200)
    assert 1 <= int(answer.headers["Retry-After"]) <= 60
    assert re.search(r"можно будет через \d+ секунд", answer.text)
    assert 'name="code"' in answer.text
    assert len(mail.outbox) == 2


def test_the_sixth_code_of_a_day_waits_for_tomorrow(client):
    for _number in range(6):
        answer = ask(client)
        Code.objects.update(sent_at=ago(minutes=11))

    assert answer.status_code == 429
    assert re.search(r"можно будет [^.]+ в\xa0\d\d:\d\d\.", answer.text)
    assert 'name="code"' not in answer.text


def test_impatient_clicks_take_nothing_from_others_behind_the_same_address(client, settings):
    settings.CODES_AN_HOUR_FROM_ADDRESS = 2
    ask(client)
    for _click in range(5):
        ask(client)

    assert ask(client, contact="anna@example.com").status_code == 200


def test_an_address_that_asked_for_too_many_costs_a_reader_none_of_their_day(client, settings):
    settings.CODES_AN_HOUR_FROM_ADDRESS = 1
    ask(client, contact="anna@example.com")
    for _try in range(6):
        ask(client)
    settings.CODES_AN_HOUR_FROM_ADDRESS = 2

    assert ask(client).status_code == 200


def test_many_readers_of_one_operator_ask_for_codes(client):
    answers = [ask(client, contact=f"a{number}@example.com").status_code for number in range(30)]

    assert answers == [200] * 30


def test_one_address_asks_for_so_many_codes_an_hour(client, settings):
    settings.CODES_AN_HOUR_FROM_ADDRESS = 10

    answers = [ask(client, contact=f"a{number}@example.com") for number in range(11)]

    assert answers[-1].status_code == 429
    assert len(mail.outbox) == 10
    assert 'name="code"' not in answers[-1].text


@pytest.mark.parametrize(("contacts", "may"), [(1, 1), (40, 10)])
@pytest.mark.django_db(transaction=True)
def test_of_forty_at_once_no_more_are_sent_than_may(settings, contacts, may):
    settings.CODES_AN_HOUR_FROM_ADDRESS = 10

    with ThreadPoolExecutor(20) as pool:
        answers = list(pool.map(ask_in_a_thread, [f"a{number % contacts}@example.com" for number in range(40)]))

    assert answers.count(200) == len(mail.outbox) == may


def ask_in_a_thread(contact):
    try:
        return ask(Client(), contact=contact).status_code
    finally:
        connection.close()


def test_what_could_not_be_sent_costs_nothing_of_the_day(client, settings):
    settings.EMAIL_BACKEND = "tests.comments.test_confirming.NoMail"
    failed = [ask(client) for _try in range(6)]
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"

    assert [answer.status_code for answer in failed] == [503] * 6
    assert 'name="code"' not in failed[-1].text
    assert ask(client).status_code == 200


def test_while_nothing_can_be_sent_one_address_tries_only_so_often(client, settings):
    settings.CODES_AN_HOUR_FROM_ADDRESS = 3
    settings.EMAIL_BACKEND = "tests.comments.test_confirming.NoMail"

    assert [ask(client).status_code for _try in range(4)] == [503] * 3 + [429]


def test_a_provider_that_fails_is_told_kindly(client, settings):
    settings.COMMENTERS, settings.SMS_GATEWAY = "sms", "http://127.0.0.1:1/"

    answer = client.post(CONFIRM, {"contact": "8 (701) 123-45-67", "send": "1", "text": "Мост"}, **HERE)

    assert answer.status_code == 503
    assert "Мост" in answer.text


@pytest.mark.parametrize("junk", ["", "\0", "no", "a@b", "\ud800@example.com", "9" * 9999])
def test_junk_is_refused_and_kept(client, junk):
    body = urlencode({"contact": junk, "send": "1", "text": "Мост"}, errors="surrogatepass")
    answer = client.post(CONFIRM, body, content_type="application/x-www-form-urlencoded", **HERE)

    assert answer.status_code == 400
    assert "Мост" in answer.text
    for code in ("\0", "²", "9" * 9999):
        assert client.post(CONFIRM, CONTACT | {"code": code}, **HERE).status_code == 400
    assert client.get(f"{CONFIRM}?article=9{'9' * 99}").status_code == 404


def test_who_was_confirmed_otherwise_confirms_anew(client, settings):
    confirm(client)
    settings.COMMENTERS = "sms"

    assert say(client, make_article()).status_code == 403


def test_the_name_that_somebody_confirmed_signs_with_first_is_theirs(client):
    article = make_article()
    confirm(client)

    say(client, article, name="Сауле")
    say(client, article, text="Ещё", name="")

    assert Visitor.objects.get().name == "Сауле"
    assert Comment.objects.latest("pk").name == "Сауле"


def test_an_open_site_asks_for_nothing(client, settings):
    settings.COMMENTERS = "open"
    article = make_article()

    assert client.get(CONFIRM).status_code == 200
    assert "formaction" not in client.get(article.address("discussion")).text
