"""When what is kept about a reader ends: three months after the agreement with them.

The agreement ends when they delete everything about themselves, or when their browser has not been seen as long as its
cookie lives. Public words stay, as a newspaper's do; whatever tells who wrote them goes.
"""

from datetime import timedelta

from django.db import transaction
from django.db.models import CharField, Q, Value
from django.db.models.functions import Cast, Concat
from django.utils import timezone

from comments.models import Comment, FormerText
from people.models import Ban, Visitor
from people.visitors import REMEMBERED

KEPT_AFTER = timedelta(days=92)
"""How long the law of Kazakhstan wants the data of commenters kept after the agreement (three months)."""

AT_ONCE = 200


def forget_visitors():
    """Forget the visitors whose time is over; return how many. In small transactions: nobody waits for it."""
    forgotten = 0
    while visitors := list(_due()[:AT_ONCE]):
        with transaction.atomic():
            _forget(visitors)
        forgotten += len(visitors)
    return forgotten


def _due():
    now = timezone.now()
    has_left = Q(left_at__lt=now - KEPT_AFTER)
    is_away = Q(seen_at__lt=now - KEPT_AFTER - REMEMBERED)
    banned = Ban.objects.running().values("visitor")
    # Nobody gets rid of a ban by waiting; it is forgotten when it has ended.
    return Visitor.objects.filter(has_left | is_away, forgotten_at=None).exclude(pk__in=banned).order_by("pk")


def _forget(visitors):
    written = Comment.objects.filter(visitor__in=visitors)
    FormerText.objects.filter(comment__in=written).delete()
    # The digest would tell whoever knows a visitor's number what they have said.
    written.update(address=None, digest=Concat(Value("forgotten-"), Cast("pk", CharField())))
    Ban.objects.filter(visitor__in=visitors).update(appeal="")
    Visitor.objects.filter(pk__in=[visitor.pk for visitor in visitors]).update(
        name="",
        contact_kind="",
        contact_hash="",
        confirmed_at=None,
        agreement_version="",
        agreed_at=None,
        forgotten_at=timezone.now(),
    )
    # What stays is a number that stands for nobody, so that reactions and complaints keep their count.
    Visitor.objects.filter(
        pk__in=[visitor.pk for visitor in visitors],
        comments=None,
        reactions=None,
        complaints=None,
        bans=None,
    ).delete()
