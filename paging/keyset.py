"""Lists that page by keyset: the next page starts after the last row seen, so depth costs nothing.

Method: «Paging Through Results», Markus Winand, use-the-index-luke.com/no-offset.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.db.models import DateTimeField, Q
from django.http import Http404

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Page:
    """One page of rows; `older` is the cursor of the page after it, empty at the end."""

    rows: list
    older: str
    is_first: bool

    def __iter__(self):
        return iter(self.rows)

    def __len__(self):
        return len(self.rows)


def page_of(queryset, cursor, *, by, size, ascending=False):
    """Return the first `size` rows after the cursor ("" or None: from the top), by a column of moments or numbers.

    Newest or largest first, then the largest id; with `ascending` the other way round. The column holds no NULL.
    Raises Http404 for a cursor that this module did not write.
    """
    sign, beyond, within = ("", "gt", "gte") if ascending else ("-", "lt", "lte")
    rows = queryset.order_by(f"{sign}{by}", f"{sign}pk")
    if cursor:
        value, pk = _read(cursor, is_moment=_holds_moments(queryset.model, by))
        rows = rows.filter(**{f"{by}__{within}": value})
        # SQLite bounds its walk by the first of two upper bounds: let it be the cursor, not the «now» of published().
        rows.query.where.children.insert(0, rows.query.where.children.pop())
        rows = rows.filter(Q(**{f"{by}__{beyond}": value}) | Q(**{f"pk__{beyond}": pk}))
    rows = list(rows[: size + 1])
    has_more = len(rows) > size
    rows = rows[:size]
    return Page(rows, _write(rows[-1], by) if has_more else "", not cursor)


def _holds_moments(model, by):
    return isinstance(model._meta.get_field(by), DateTimeField)


def _write(row, by):
    value = getattr(row, by)
    if isinstance(value, datetime):
        value = (value - EPOCH) // timedelta(microseconds=1)
    return f"{value}-{row.pk}"


def _read(cursor, is_moment):
    value, _dash, pk = cursor.rpartition("-")
    if not (_is_number(value.removeprefix("-")) and _is_number(pk)):
        raise Http404
    if not is_moment:
        return int(value), int(pk)
    # 17 digits stay within the years of datetime.
    if len(value) > 17 or value.startswith("-"):
        raise Http404
    return EPOCH + timedelta(microseconds=int(value)), int(pk)


def _is_number(text):
    # Within a 64-bit column, as prices and the ids of a BigAutoField are.
    return text.isascii() and text.isdigit() and len(text) < 20 and int(text) < 2**63
