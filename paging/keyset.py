"""Lists that page by keyset: the next page starts after the last row seen, so depth costs nothing.

Method: «Paging Through Results», Markus Winand, use-the-index-luke.com/no-offset.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.db.models import Q
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


def page_of(queryset, cursor, *, by, size):
    """Return the newest `size` rows before the cursor ("" or None: from the top), newest first by `by`, then id.

    Raises Http404 for a cursor that this module did not write.
    """
    rows = queryset.order_by(f"-{by}", "-pk")
    if cursor:
        moment, pk = _read(cursor)
        rows = rows.filter(**{f"{by}__lte": moment})
        # SQLite bounds its walk by the first of two upper bounds: let it be the cursor, not the «now» of published().
        rows.query.where.children.insert(0, rows.query.where.children.pop())
        rows = rows.filter(Q(**{f"{by}__lt": moment}) | Q(pk__lt=pk))
    rows = list(rows[: size + 1])
    has_more = len(rows) > size
    rows = rows[:size]
    return Page(rows, _write(rows[-1], by) if has_more else "", not cursor)


def _write(row, by):
    microseconds = (getattr(row, by) - EPOCH) // timedelta(microseconds=1)
    return f"{microseconds}-{row.pk}"


def _read(cursor):
    microseconds, dash, pk = cursor.partition("-")
    if not (dash and _is_number(microseconds) and _is_number(pk)):
        raise Http404
    return EPOCH + timedelta(microseconds=int(microseconds)), int(pk)


def _is_number(text):
    # 17 digits stay within the years of datetime and the ids of a BigAutoField.
    return text.isascii() and text.isdigit() and len(text) < 18
