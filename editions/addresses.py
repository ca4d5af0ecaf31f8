"""The same page in the other edition: where the language switch and hreflang lead."""

from django.conf import settings
from django.urls import reverse
from django.utils import translation

LANGUAGES = [language for language, _name in settings.LANGUAGES]


def both_editions(page, *args):
    """Return {language: path} of a page that both editions have, by its URL name or by what gives its address."""
    return {language: in_edition(language, page, *args) for language in LANGUAGES}


def in_edition(language, page, *args):
    """Return the path that a page has in one edition."""
    with translation.override(language):
        return page(*args) if callable(page) else reverse(page, args=args)
