"""Phone numbers and e-mail addresses as people type them, in the one form that stands for the same contact."""

import hmac
import unicodedata

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from people.visitors import Contact

LONGEST_EMAIL = 254
_BETWEEN_DIGITS = "().\u2212"
_INVISIBLE_OR_DASH = ("Cf", "Pd")
"""Categories of what phones paste with a number: signs that turn the direction of a line, and their own hyphens."""


def tidy_contact(kind, text):
    """Return the contact of a kind in its one form, or raise ValidationError."""
    return tidy_number(text) if kind == Contact.SMS else tidy_email(text)


def tidy_number(text):
    """Return a phone number as +77011234567; +7, 8, 7 and nothing in front mean the same here."""
    written = unicodedata.normalize("NFKC", text)
    kept = "".join(character for character in written if not _is_beside_the_number(character))
    digits = kept.removeprefix("+")
    if not (digits.isascii() and digits.isdigit()):
        raise ValidationError(_("This is not a phone number. Write it like +7 701 123 45 67."))
    if not kept.startswith("+") and len(digits) == 10:
        digits = f"7{digits}"
    elif not kept.startswith("+") and len(digits) == 11 and digits[0] == "8":
        digits = f"7{digits[1:]}"
    number = f"+{digits}"
    if not 8 <= len(digits) <= 15 or (digits[0] == "7" and len(digits) != 11):
        raise ValidationError(_("This is not a phone number. Write it like +7 701 123 45 67."))
    if not number.startswith(tuple(settings.SMS_PREFIXES)):
        said = _("Messages go only to numbers that begin with %(prefixes)s.")
        raise ValidationError(said % {"prefixes": ", ".join(settings.SMS_PREFIXES)})
    return number


def spelled(number):
    """Return a tidy number of this country as people read it, +7 701 123 45 67; another one as it is."""
    if not (number.startswith("+7") and len(number) == 12):
        return number
    return "\u00a0".join([number[:2], number[2:5], number[5:8], number[8:10], number[10:]])


def tidy_email(text):
    """Return an e-mail address in small letters."""
    address = unicodedata.normalize("NFC", text).strip().lower()
    try:
        address.encode()
        validate_email(address)
    except (ValidationError, UnicodeEncodeError):
        address = ""
    if not address or len(address) > LONGEST_EMAIL:
        raise ValidationError(_("This is not an e-mail address. Write it like name@example.com."))
    return address


def _is_beside_the_number(character):
    return character.isspace() or character in _BETWEEN_DIGITS or unicodedata.category(character) in _INVISIBLE_OR_DASH


def hash_of(kind, contact):
    """Return what a tidy contact is stored as: without the key nobody can try out numbers."""
    return hmac.digest(settings.CONTACT_KEY.encode(), f"{kind}\n{contact}".encode(), "sha256").hex()
