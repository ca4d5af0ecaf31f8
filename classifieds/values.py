"""What ads tell in the fields of their category: {key: whole number, key of an option, true, or a short text}."""

import re
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from classifieds.categories import FieldKind
from classifieds.prices import grouped
from language.own_words import tidy_line

LONGEST_TEXT = 80
LONGEST_CHOICES = 1000
YES = "1"
"""What is asked of a field that knows yes and no, and counted of it."""
_OPTION = re.compile(r"[-\w]{1,40}", re.ASCII)
_YEARS = (1000, 2999)


@dataclass(frozen=True)
class Told:
    """One thing that an ad tells, in readers' words."""

    key: str
    name: str
    text: str


def read_value(field, text):
    """Return the value of a field out of what somebody typed, None for nothing; raise ValidationError."""
    written = (text or "").strip()
    if not written:
        if field.is_required:
            raise ValidationError(_("This must be given."), code="required")
        return None
    return _READERS[field.kind](field, written)


def told(fields, values):
    """Return what an ad tells as [Told], in the order of the fields, without values that no field knows any more."""
    found = [(field, values.get(field.key)) for field in fields]
    said = [Told(field.key, field.name, _in_words(field, value)) for field, value in found if value is not None]
    return [one for one in said if one.text]


def choices_in(values):
    """Return what is chosen as one text, «exchange=1 make=lada», short enough for an index to hold it: 1 is a yes.

    A word that somebody has written is among it where it could be the key of an option: ads know no kinds of fields.
    """
    said = [(key, YES if value is True else value) for key, value in sorted(values.items())]
    chosen = [(key, value) for key, value in said if isinstance(value, str)]
    text = " ".join(f"{key}={value}" for key, value in chosen if _OPTION.fullmatch(value))
    return text if len(text) <= LONGEST_CHOICES else text[: LONGEST_CHOICES + 1].rpartition(" ")[0]


def read_choices(text):
    """Return the pairs (key, value) of what `choices_in` has written."""
    return [tuple(one.rsplit("=", 1)) for one in text.split(" ") if one]


def _read_number(field, text):
    digits = "".join(text.split()).replace("\u00a0", "")
    try:
        if not digits.removeprefix("-").isascii() or len(digits) > 18:
            raise ValueError
        number = int(digits)
    except ValueError:
        raise ValidationError(_("Write a whole number, in figures."), code="number") from None
    if field.least is not None and number < field.least:
        raise ValidationError(_("At least %(least)s.") % {"least": grouped(field.least)}, code="least")
    if field.most is not None and number > field.most:
        raise ValidationError(_("At most %(most)s.") % {"most": grouped(field.most)}, code="most")
    return number


def _read_choice(field, text):
    if text not in {option.key for option in field.options.all()}:
        raise ValidationError(_("Choose one of the list."), code="choice")
    return text


def _read_yes_no(field, text):
    return True if text in ("1", "on", "true", "yes") else None


def _read_text(field, text):
    if len(text) > LONGEST_TEXT:
        raise ValidationError(_("At most %(most)d characters.") % {"most": LONGEST_TEXT}, code="long")
    return tidy_line(text) or None


_READERS = {
    FieldKind.NUMBER: _read_number,
    FieldKind.CHOICE: _read_choice,
    FieldKind.YES_NO: _read_yes_no,
    FieldKind.TEXT: _read_text,
}


def _in_words(field, value):
    if field.kind == FieldKind.NUMBER and isinstance(value, int):
        # A year has no thousands.
        number = str(value) if not field.unit and _YEARS[0] <= value <= _YEARS[1] else grouped(value)
        return f"{number}\u00a0{field.unit}" if field.unit else number
    if field.kind == FieldKind.CHOICE:
        return next((option.name for option in field.options.all() if option.key == value), "")
    if field.kind == FieldKind.YES_NO:
        return _("yes") if value is True else ""
    return str(value)
