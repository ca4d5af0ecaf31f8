"""Days and neighbours: the questions that reading pages ask about published articles."""

from datetime import date, datetime, time, timedelta

from django.db.models import Count, Q
from django.db.models.functions import TruncDate
from django.utils import timezone


def midnight(day):
    """Return the moment a local day begins."""
    return datetime.combine(day, time.min, tzinfo=timezone.get_default_timezone())


def next_month(day):
    """Return the first day of the month after the day's."""
    return date(day.year + day.month // 12, day.month % 12 + 1, 1)


def neighbours(article, published):
    """Return (older, newer) published articles of the same section, each None at the end of the road."""
    if not article.publish_at:
        return None, None
    same = published.in_language(article.language).filter(section=article.section_id).exclude(pk=article.pk)
    older = same.filter(publish_at__lte=article.publish_at).latest()
    newer = same.filter(publish_at__gt=article.publish_at).order_by("publish_at", "pk")
    # One question for both: each half is a step in an index.
    beside = published.model.objects.filter(Q(pk=older.values("pk")[:1]) | Q(pk=newer.values("pk")[:1]))
    found = {
        story.publish_at > article.publish_at: story for story in beside.only("headline", "language", "publish_at")
    }
    return found.get(False), found.get(True)


def counts_by_day(articles, month):
    """Return {day: number of articles} for the local month that begins on the given day."""
    published = articles.filter(publish_at__gte=midnight(month), publish_at__lt=midnight(next_month(month)))
    days = published.order_by().annotate(day=TruncDate("publish_at")).values("day").annotate(number=Count("pk"))
    return {row["day"]: row["number"] for row in days}


def days_around(articles, day):
    """Return (older, newer): the nearest days before and after this one that have articles, each None if none has."""
    before = articles.filter(publish_at__lt=midnight(day)).latest().only("publish_at").first()
    after = articles.filter(publish_at__gte=midnight(day + timedelta(days=1))).order_by("publish_at")
    after = after.only("publish_at").first()
    return before and before.day, after and after.day
