"""How a short message reaches a phone: by the provider's HTTP address, or, while developing, into the log."""

import logging
from http.client import HTTPException
from urllib.error import HTTPError
from urllib.parse import parse_qsl, urlencode
from urllib.request import HTTPRedirectHandler, Request, build_opener

from django.conf import settings

TIMEOUT = 10
LONGEST_ANSWER = 10_000

log = logging.getLogger(__name__)


class NotSent(Exception):
    """The message has not left; why, stands in the log and is not for readers."""


class ConsoleGateway:
    """Writes messages to the log, where a developer reads them."""

    def send(self, number, text):
        """Write it down."""
        log.warning("SMS to %s: %s", number, text)


class HttpGateway:
    """Posts the fields that the provider asks for; any 2xx is a yes, unless the settings know its words for it."""

    def send(self, number, text):
        """Give the message to the provider, or raise NotSent."""
        try:
            with _opener.open(_request(number, text), timeout=TIMEOUT) as answer:
                said = answer.read(LONGEST_ANSWER).decode("utf-8", "replace")
        except HTTPError as error:
            error.close()
            log.exception("The SMS provider answers %s.", error.code)
            raise NotSent from error
        except (OSError, HTTPException, ValueError) as error:
            log.exception("The SMS provider cannot be reached.")
            raise NotSent from error
        if settings.SMS_GATEWAY_SUCCESS not in said:
            log.error("The SMS provider did not take the message in. It says: %s", said[:200])
            raise NotSent


class _NoRedirects(HTTPRedirectHandler):
    def redirect_request(self, *args, **kwargs):
        return None


def gateway():
    """Return the gateway that the settings name."""
    return ConsoleGateway() if settings.SMS_GATEWAY == "console" else HttpGateway()


def _request(number, text):
    template = parse_qsl(settings.SMS_GATEWAY_FIELDS, keep_blank_values=True)
    fields = [
        (name, value.replace("{text}", text) if "{text}" in value else value.replace("{number}", number))
        for name, value in template
    ]
    headers = {"Authorization": f"Bearer {settings.SMS_GATEWAY_TOKEN}"} if settings.SMS_GATEWAY_TOKEN else {}
    # The address comes from the settings alone, and sends_sms() knows it for one of http or https.
    return Request(settings.SMS_GATEWAY, urlencode(fields).encode(), headers)  # noqa: S310


_opener = build_opener(_NoRedirects)
