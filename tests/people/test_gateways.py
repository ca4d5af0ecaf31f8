"""Messages leave for phones over real HTTP, and what goes wrong there is known here."""

import pytest

from people.gateways import NotSent, gateway
from tests.people.provider import sms_provider


@pytest.fixture
def provider(settings):
    """A provider on this machine, set as the gateway."""
    with sms_provider() as server:
        settings.SMS_GATEWAY = server.address
        yield server


def test_it_posts_the_fields_of_the_settings(provider, settings):
    settings.SMS_GATEWAY_FIELDS = "to={number}&message={text}&login=paper"
    settings.SMS_GATEWAY_TOKEN = "secret"

    gateway().send("+77011234567", "Ваш код: 123456 & {number}")

    fields = {"to": ["+77011234567"], "message": ["Ваш код: 123456 & {number}"], "login": ["paper"]}
    assert provider.got == [(fields, "Bearer secret")]


@pytest.mark.parametrize("status", [302, 401, 500])
def test_anything_but_a_yes_is_a_failure(provider, status):
    provider.status = status

    with pytest.raises(NotSent):
        gateway().send("+77011234567", "Код")
    assert len(provider.got) == 1


@pytest.mark.parametrize(("success", "is_sent"), [("accepted", True), ('"ok"', False)])
def test_the_words_of_success_are_looked_for(provider, settings, success, is_sent):
    settings.SMS_GATEWAY_SUCCESS = success

    try:
        gateway().send("+77011234567", "Код")
        sent = True
    except NotSent:
        sent = False
    assert sent is is_sent


def test_nobody_there_is_a_failure(settings):
    settings.SMS_GATEWAY = "http://127.0.0.1:1/"

    with pytest.raises(NotSent):
        gateway().send("+77011234567", "Код")


def test_the_console_writes_it_to_the_log(settings, caplog):
    settings.SMS_GATEWAY = "console"

    gateway().send("+77011234567", "Код 123456")

    assert "123456" in caplog.text
