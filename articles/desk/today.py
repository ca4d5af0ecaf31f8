"""What waits for one person today: the desk's first page."""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Max, OuterRef, Subquery
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
    remarks = GuestRemark.objects.waiting().filter(link__article__in=stories.values("pk"))
    return {
        "due": _waiting(stories.scheduled().order_by("publish_at", "pk")),
        "in_review": _waiting(stories.in_review()),
        "drafts": _waiting(drafts.annotate(noted_at=Max("review_notes__created_at"))),
        "unsaved": _waiting(_unsaved(user)),
        "remarks": _waiting(remarks.select_related("link__article").order_by("created_at")),
        "in_bin": Article.objects.open_to(user).in_bin().count(),
        "most_read": _most_read(),
    }


def _most_read():
    yesterday = timezone.now() - timedelta(days=1)
    return Article.objects.published().most_read(yesterday).only("language", "headline")[:SHOWN]


def _unsaved(user):
    """The person's texts that were typed and not saved; `newest` tells of those that somebody saved over."""
    newest = Revision.objects.filter(article=OuterRef("article")).order_by("-number").values("number")[:1]
    texts = Autosave.objects.filter(user=user).pending().select_related("article")
    return texts.annotate(newest=Subquery(newest)).order_by("-saved_at")


def _waiting(rows):
    return Waiting(list(rows[:SHOWN]), rows.count())
