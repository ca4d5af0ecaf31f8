"""Prices: whole tenge, and what they mean."""

import re
import unicodedata

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

MOST = 10**11 - 1
"""Tenge: nothing in the region costs a hundred milliards."""

_THOUSANDS = re.compile(r"(?<=\d)(?=(?:\d{3})+$)")
_MONEY = re.compile(r"(?i)(?:₸|тг\.?|тенге|теңге|kzt)$")
_ZERO_CENTS = re.compile(r"[.,]0{1,2}$")


class PriceKind(models.TextChoices):
    """What a price means; the last three have no number."""

    FIXED = "fixed", pgettext_lazy("price", "fixed")
    NEGOTIABLE = "negotiable", gettext_lazy("negotiable")
    FROM = "from", pgettext_lazy("price", "from")
    FREE = "free", gettext_lazy("for free")
    EXCHANGE = "exchange", gettext_lazy("in exchange")
    REQUEST = "request", gettext_lazy("on request")


class Per(models.TextChoices):
    """The time that a price of a service, a rent or a salary is for."""

    NONE = "", gettext_lazy("in all")
    HOUR = "hour", gettext_lazy("per hour")
    DAY = "day", gettext_lazy("per day")
    MONTH = "month", gettext_lazy("per month")


WITH_NUMBER = (PriceKind.FIXED, PriceKind.NEGOTIABLE, PriceKind.FROM)
_SHORT = {
    PriceKind.FREE: pgettext_lazy("price", "Free"),
    PriceKind.EXCHANGE: pgettext_lazy("price", "Exchange"),
    PriceKind.REQUEST: pgettext_lazy("price", "On request"),
}


def read_tenge(text):
    """Return whole tenge out of «1 500 000 ₸», «1.500.000 тг», «1500000»; None for nothing at all.

    Raises ValidationError for anything that is not a whole number of tenge from 1 to MOST.
    """
    written = unicodedata.normalize("NFKC", text or "").strip()
    if not written:
        return None
    number = _MONEY.sub("", written).strip()
    number = re.sub(r"[\s'’_]", "", number)
    if re.fullmatch(r"\d{1,3}(?:[.,]\d{3})+", number):
        number = re.sub(r"[.,]", "", number)
    number = _ZERO_CENTS.sub("", number)
    if not (number.isascii() and number.isdigit()) or len(number) > 30:
        raise ValidationError(_("Write the price in whole tenge, in figures: 1 500 000."), code="price")
    amount = int(number)
    if amount == 0:
        raise ValidationError(_("For nothing? Then choose “for free”."), code="zero")
    if amount > MOST:
        raise ValidationError(_("This is more than anything here costs. Count the zeros again."), code="much")
    return amount


def tenge(amount):
    """Return «1 500 000 ₸» with no-break spaces."""
    return f"{grouped(amount)}\u00a0₸"


def grouped(amount):
    """Return a whole number with no-break spaces between its thousands."""
    return _THOUSANDS.sub("\u00a0", str(amount))


def in_words(kind, amount, per=Per.NONE):
    """Return a price as readers see it: «от 1 500 000 ₸ в месяц», «Даром»."""
    if kind not in WITH_NUMBER or amount is None:
        return str(_SHORT.get(kind, _SHORT[PriceKind.REQUEST]))
    # Each is a sentence of its own, because the words change places between the languages.
    said = {
        PriceKind.FIXED: "%(price)s",
        PriceKind.NEGOTIABLE: _("%(price)s, negotiable"),
        PriceKind.FROM: _("from %(price)s"),
    }[PriceKind(kind)]
    sum_ = tenge(amount)
    if per:
        sum_ = {Per.HOUR: _("%(price)s an hour"), Per.DAY: _("%(price)s a day"), Per.MONTH: _("%(price)s a month")}[
            Per(per)
        ] % {"price": sum_}
    return said % {"price": sum_}
