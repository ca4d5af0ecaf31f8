"""Phone numbers and e-mail addresses as people type them, in the one form that stands for the same contact."""

import hmac
import re
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
_OURS_WITHOUT_PREFIX = re.compile(r"7(?:0\d|1\d|2\d|47|5[01]|6[0-4]|7[15678])\d{7}")
"""Ten digits that are a whole number of Kazakhstan, by its codes of cities and operators (ITU, numbering plan):
not 8701123456, nor 7701123456, which lack one of eleven."""
_OURS_WITH_A_WRONG_PLUS = re.compile(r"\+87\d{9}")


def tidy_contact(kind, text):
    """Return the contact of a kind in its one form, or raise ValidationError; messages go to SMS_PREFIXES only."""
    if kind != Contact.SMS:
        return tidy_email(text)
    number = tidy_number(text)
    if not number.startswith(tuple(settings.SMS_PREFIXES)):
        said = _("Messages go only to numbers that begin with %(prefixes)s.")
        raise ValidationError(said % {"prefixes": ", ".join(settings.SMS_PREFIXES)})
    return number


def tidy_number(text):
    """Return a phone number as +77011234567; +7, 8, 7 and nothing in front mean the same here.

    One of another country needs its +. Raises ValidationError for anything else, with the number of its digits.
    """
    written = unicodedata.normalize("NFKC", text)
    kept = "".join(character for character in written if not _is_beside_the_number(character))
    digits = kept.removeprefix("+")
    if not (digits.isascii() and digits.isdigit()):
        raise ValidationError(_("This is not a phone number. Write it like +7 701 123 45 67."))
    if kept.startswith("+") and digits[0] != "7" and not _OURS_WITH_A_WRONG_PLUS.fullmatch(kept):
        if not 8 <= len(digits) <= 15:
            raise ValidationError(_("This is not a phone number. Write it like +7 701 123 45 67."))
        return f"+{digits}"
    if _OURS_WITHOUT_PREFIX.fullmatch(kept):
        digits = f"7{digits}"
    if len(digits) != 11 or digits[0] not in "78":
        said = _("A number has 11 digits with its 8 or +7, and here are %(count)d. Write it like +7 701 123 45 67.")
        raise ValidationError(said % {"count": len(digits)})
    return f"+7{digits[1:]}"


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
