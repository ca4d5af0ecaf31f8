"""Ads as a table for the print page, safe to open: no cell is a formula (OWASP, CSV Injection)."""

import csv
from io import StringIO

from django.utils.translation import gettext as _

BEGINS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def as_csv(ads):
    """Return the ads as CSV text with semicolons and a byte order mark, as the spreadsheets here open it."""
    table = StringIO()
    writer = csv.writer(table, delimiter=";", lineterminator="\r\n")
    writer.writerow([_("Category"), _("Title"), _("Description"), _("Price"), _("Where"), _("Phone"), _("Your name")])
    for ad in ads:
        row = [ad.shelf.name, ad.title, ad.text, ad.price_in_words, ad.spot.name, ad.phone, ad.name]
        writer.writerow([_safe(cell) for cell in row])
    return "\ufeff" + table.getvalue()


def _safe(cell):
    flat = " ".join(cell.split())
    return f"'{flat}" if flat.startswith(BEGINS_A_FORMULA) or cell.startswith(BEGINS_A_FORMULA) else flat
