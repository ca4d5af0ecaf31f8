"""What waits for a moderator, in one line: held comments, comments complained about, appeals of the banned."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from heapq import merge

from django.db.models import Count, Q
from django.http import Http404
from django.utils.translation import gettext_lazy as _

from comments.desk.pieces import pieces_of, said_of
from comments.models import Comment, Complaint, Ruling, State, StopWord
from people.bans import Ban

SIZE = 30
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
KINDS = {"held": _("Wait"), "complaints": _("Complaints"), "appeals": _("Appeals")}
MOMENTS = {"held": "created_at", "complaints": "complained_at", "appeals": "appealed_at"}


@dataclass(frozen=True)
class Record:
    """What is known of an author: how many of their comments are shown and hidden, and who complained how often."""

    shown: int = 0
    hidden: int = 0
    complaints: int = 0
    bans: int = 0


@dataclass
class Entry:
    """One row before a moderator: a comment or an appeal, with what there is to know for deciding.

    `reply` are the words of a reply that is not out, or not any more: they stand where it is written.
    """

    kind: str
    since: datetime
    comment: Comment = None
    ban: Ban = None
    record: Record = field(default_factory=Record)
    complaints: list = field(default_factory=list)
    pieces: list = field(default_factory=list)
    stop_words: list = field(default_factory=list)
    last: Ruling = None
    reply: str = ""

    @property
    def seen(self):
        """What is told back with a decision, so that one on something that has changed since is not taken."""
        return self.comment.seen(self.last)

    @property
    def is_open(self):
        """Whether there is something to do about it, and not only a decision to be read."""
        return bool(self.kind or self.reply)

    @property
    def row(self):
        """The name of its element on the page."""
        return f"appeal-{self.ban.pk}" if self.ban else f"comment-{self.comment.pk}"


def sizes():
    """Return {kind: how many wait}."""
    return {kind: rows.count() for kind, rows in _sources().items()}


def page(kind, cursor):
    """Return (entries, the cursor after them) of one kind or of all (""), the longest waiting first.

    Raises Http404 for a kind that is not there, or a cursor that this module did not write.
    """
    if kind and kind not in KINDS:
        raise Http404
    after = _read(cursor) if cursor else None
    found = [_rows(name, rows, after) for name, rows in _sources().items() if kind in ("", name)]
    rows = list(merge(*found))
    shown = [(name, row) for _moment, _rank, _pk, name, row in rows[:SIZE]]
    older = _write(rows[SIZE - 1]) if len(rows) > SIZE else ""
    return entries(shown), older


def entries(rows):
    """Return Entries for (kind, Comment or Ban), with what is asked for all of them at once."""
    comments = [row for kind, row in rows if kind != "appeals"]
    visitors = {row.visitor_id for _kind, row in rows} - {None}
    records, complaints, last = _records(visitors), _complaints(comments), _last_rulings(comments)
    words = list(StopWord.objects.all()) if comments else []
    made = []
    for kind, row in rows:
        record = records.get(row.visitor_id, Record())
        if kind == "appeals":
            made.append(Entry(kind, row.appealed_at, ban=row, record=record))
            continue
        made.append(
            Entry(
                kind,
                row.complained_at or row.created_at,
                comment=row,
                record=record,
                complaints=complaints[row.pk],
                pieces=pieces_of(row.text, words),
                stop_words=said_of(f"{row.name} {row.text}", words),
                last=last.get(row.pk),
            )
        )
    return made


def entry_of(comment):
    """Return the Entry of one comment, whatever its state."""
    comment = Comment.objects.for_moderators().get(pk=comment.pk)
    return entries([(kind_of(comment), comment)])[0]


def kind_of(comment):
    """Say why a comment waits: "held", "complaints", or "" when it does not."""
    if comment.state == State.HELD:
        return "held"
    return "complaints" if comment.is_shown and comment.complained_at else ""


def _sources():
    comments = Comment.objects.for_moderators()
    return {
        "held": comments.held(),
        "complaints": comments.complained(),
        "appeals": Ban.objects.appealed().select_related("visitor", "by"),
    }


def _rows(kind, rows, after):
    """Return sortable (moment, rank, pk, kind, row) of the first rows after a place in the line."""
    moment, rank = MOMENTS[kind], list(KINDS).index(kind)
    if after:
        when, last_rank, pk = after
        rows = rows.filter(**{f"{moment}__gte": when})
        # Of the same moment come first those of the lower rank, then those of the lower number.
        same = Q(pk__gt=pk) if rank == last_rank else Q() if rank > last_rank else Q(pk__in=[])
        rows = rows.filter(Q(**{f"{moment}__gt": when}) | Q(Q(**{moment: when}) & same))
    return [(getattr(row, moment), rank, row.pk, kind, row) for row in rows.order_by(moment, "pk")[: SIZE + 1]]


def _records(visitors):
    counts = defaultdict(dict)
    by_state = Comment.objects.filter(visitor__in=visitors).values("visitor").order_by()
    for row in by_state.annotate(
        shown=Count("pk", filter=Q(state=State.SHOWN)), hidden=Count("pk", filter=Q(state=State.HIDDEN))
    ):
        counts[row["visitor"]] |= {"shown": row["shown"], "hidden": row["hidden"]}
    about = Complaint.objects.filter(comment__visitor__in=visitors).values("comment__visitor").order_by()
    for row in about.annotate(complaints=Count("pk")):
        counts[row["comment__visitor"]] |= {"complaints": row["complaints"]}
    for row in Ban.objects.filter(visitor__in=visitors).values("visitor").order_by().annotate(bans=Count("pk")):
        counts[row["visitor"]] |= {"bans": row["bans"]}
    return {visitor: Record(**numbers) for visitor, numbers in counts.items()}


def _complaints(comments):
    """Return {comment: [(reason in words, how many)]} of those on which nobody has ruled."""
    found = defaultdict(list)
    rows = Complaint.objects.open().filter(comment__in=comments).values("comment", "reason").order_by()
    names = dict(Complaint._meta.get_field("reason").choices)
    for row in rows.annotate(number=Count("pk")):
        found[row["comment"]].append((names.get(row["reason"], row["reason"]), row["number"]))
    return found


def _last_rulings(comments):
    said = Ruling.objects.in_force().filter(comment__in=comments).exclude(what=Ruling.What.REPLIED)
    return {ruling.comment_id: ruling for ruling in said.select_related("by").order_by("pk")}


def _write(row):
    moment, rank, pk, *_rest = row
    return f"{(moment - EPOCH) // timedelta(microseconds=1)}-{rank}-{pk}"


def _read(cursor):
    parts = cursor.split("-")
    if len(parts) != 3 or not all(part.isascii() and part.isdigit() and len(part) < 18 for part in parts):
        raise Http404
    microseconds, rank, pk = map(int, parts)
    return EPOCH + timedelta(microseconds=microseconds), rank, pk
