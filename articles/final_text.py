"""Lines of text that are typeset when they are saved, and may grow by it: «-Да» becomes «— Да»."""

from django.core.exceptions import ValidationError
from django.utils.translation import ngettext_lazy

from language.typography import typeset

TOO_LONG = ngettext_lazy(
    "With its dashes and quotes set this has %(length)d character; there is room for %(limit)d.",
    "With its dashes and quotes set this has %(length)d characters; there is room for %(limit)d.",
    "length",
)


def settle(row, fields, language):
    """Typeset the named fields of a row. Repeatable."""
    for field in fields:
        setattr(row, field, typeset(getattr(row, field), language))


def check_room(row, fields, language):
    """Typeset the named fields and raise ValidationError for each that its column has no room for now."""
    settle(row, fields, language)
    errors = {}
    for field in fields:
        limit, length = row._meta.get_field(field).max_length, len(getattr(row, field))
        if limit and length > limit:
            errors[field] = ValidationError(TOO_LONG, params={"length": length, "limit": limit}, code="max_length")
    if errors:
        raise ValidationError(errors)
