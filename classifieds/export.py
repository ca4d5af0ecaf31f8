"""Ads as a table for the print page, safe to open: no cell is a formula (OWASP, CSV Injection)."""

import csv
from io import StringIO

from django.utils.translation import gettext as _

from classifieds.catalogue import catalogue
from people.contacts import spelled

BEGINS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def as_csv(ads):
    """Return the ads by category as CSV text with semicolons and a byte order mark, as spreadsheets here open it."""
    places = {category.pk: place for place, category in enumerate(catalogue().categories.walk())}
    table = StringIO()
    writer = csv.writer(table, delimiter=";", lineterminator="\r\n")
    writer.writerow([_("Category"), _("Title"), _("Description"), _("Price"), _("Where"), _("Phone"), _("Name")])
    for ad in sorted(ads, key=lambda ad: places[ad.category_id]):
        row = [ad.shelf.name, ad.title, ad.text, ad.price_in_words, ad.spot.name, _as_dialled(ad.phone), ad.name]
        writer.writerow([_safe(cell) for cell in row])
    return "\ufeff" + table.getvalue()


def _as_dialled(number):
    """As a paper prints a number of ours, and no formula either: 8 701 123 45 67."""
    return "8" + spelled(number)[2:] if number.startswith("+7") else number


def _safe(cell):
    flat = " ".join(cell.split())
    return f"'{flat}" if flat.startswith(BEGINS_A_FORMULA) or cell.startswith(BEGINS_A_FORMULA) else flat
