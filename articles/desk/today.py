"""What waits for one person today: the desk's first page."""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Max, OuterRef, Subquery
from django.db.models.fields.json import KT
from django.utils import timezone

from articles.models import Article, Autosave, GuestRemark, Revision, Status

SHOWN = 8


@dataclass(frozen=True)
class Waiting:
    """Rows that wait, at most `SHOWN` of them, and how many there are in all."""

    rows: list
    number: int


def today(user):
    """Return what the person's first page shows, each as a Waiting: only of what they may open at the desk.

    What is most read is public, so it is the same for everybody, and its rows lead to the readers' pages.
    """
    stories = Article.objects.at_desk_of(user).defer("body").select_related("section")
    drafts = stories.belonging_to(user).filter(status=Status.DRAFT).order_by("-saved_at")
    unsaved = Autosave.objects.filter(user=user).pending().select_related("article").order_by("-saved_at")
    conflicts = _saved_over(unsaved.filter(article__in=Article.objects.editable_by(user).values("pk")))
    remarks = GuestRemark.objects.waiting().filter(link__article__in=stories.values("pk"))
    return {
        "due": _waiting(stories.scheduled().order_by("publish_at", "pk")),
        "in_review": _waiting(stories.in_review()),
        "drafts": _waiting(drafts.annotate(noted_at=Max("review_notes__created_at"))),
        "conflicts": _waiting(unsaved.filter(pk__in=conflicts)),
        "unsaved": _waiting(unsaved.exclude(pk__in=conflicts)),
        "remarks": _waiting(remarks.select_related("link__article").order_by("created_at")),
        "in_bin": Article.objects.open_to(user).in_bin().count(),
        "most_read": _most_read(),
    }


def _most_read():
    yesterday = timezone.now() - timedelta(days=1)
    return Article.objects.published().most_read(yesterday).only("language", "headline")[:SHOWN]


def _saved_over(texts):
    """Return the ids of those unsaved texts whose articles somebody has saved since their forms were opened."""
    newest = Revision.objects.filter(article=OuterRef("article")).order_by("-number").values("number")[:1]
    # Not the texts themselves: each may be as long as a book.
    found = texts.annotate(newest=Subquery(newest), opened_on=KT("fields__base__0")).values_list(
        "pk", "newest", "opened_on"
    )
    return [
        pk for pk, newest, opened_on in found if newest and opened_on is not None and newest > _opened_on(opened_on)
    ]


def _opened_on(base):
    """The number of the revision; before there was one, it was what the first one keeps."""
    return max(int(base), 1) if base.isascii() and base.isdigit() and len(base) < 10 else 1


def _waiting(rows):
    return Waiting(list(rows[:SHOWN]), rows.count())
