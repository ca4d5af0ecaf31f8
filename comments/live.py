"""How a comment looks when it is sent live: as it stands in its thread, and as it stands in the feed."""

from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.template.loader import render_to_string
from django.utils import timezone

from articles.models import Article
from comments.models import Comment, Discussion, Rules, Ruling
from live.chores import each_second
from live.rendering import Rendered, renders

TALLIES_AT_ONCE = 200
# How far back a change of rules is looked for: longer than a server rests.
LOOKED_BACK = timedelta(hours=1)


@renders("comment")
def looks_of_comments(keys):
    """Return {key: Rendered} for comments; what readers may not see is empty."""
    found = Comment.objects.filter(pk__in=[int(key) for key in keys]).for_sending()
    public = set(Article.objects.published().filter(pk__in={c.article_id for c in found}).values_list("pk", flat=True))
    return {str(comment.pk): _looks_of(comment, comment.article_id in public) for comment in found}


@renders("talk")
def looks_of_rules(keys):
    """Return {key: Rendered} of whether the talk of the site, or of an article, is closed.

    Empty where it is open by the site's rules: an article's own outweigh them, and are said to be its own.
    """
    site = Rules.current()
    found = {str(d.pk): d for d in Discussion.objects.filter(pk__in=[key for key in keys if key != "site"])}
    found |= {"site": site} if "site" in keys else {}
    return {
        key: Rendered(rules.told_version, {rules.told_as[1][0]: _closed(rules, site)}) for key, rules in found.items()
    }


@each_second
def tell_of_closing():
    """Tell readers of rules that close the talk or open it again since they were told, whoever or whatever did it."""
    since = timezone.now() - LOOKED_BACK
    switched = Ruling.objects.filter(what__in=[Ruling.What.SWITCHED, Ruling.What.UNDONE], at__gt=since)
    lately = Q(closes_at__gt=since, closes_at__lte=timezone.now()) | Q(pk__in=switched.values("article"))
    for rules in [*Rules.objects.all(), *Discussion.objects.filter(lately)]:
        if rules.told_closed != rules.is_closed:
            rules.tell()


@each_second
def tell_of_reactions():
    """Take down each comment whose totals have changed since the last time: one event, however many reacted."""
    if not Comment.objects.filter(tally_is_news=True).exists():
        return
    with transaction.atomic():
        waiting = Comment.objects.filter(tally_is_news=True).order_by("pk").select_for_update(skip_locked=True)
        for comment in waiting[:TALLIES_AT_ONCE]:
            comment.tell_of_reactions()


def _closed(rules, site):
    is_own = rules is not site and rules.told_closed is not None
    is_closed = rules.told_closed if is_own else site.told_closed
    if not (is_own or is_closed):
        return ""
    return render_to_string("comments/_closed.html", {"is_closed": is_closed, "is_own": is_own})


def _looks_of(comment, is_public):
    thread, feed = comment.topics
    in_thread = is_public and comment.stands and render_to_string("comments/_comment.html", {"comment": comment})
    in_feed = is_public and comment.is_shown and render_to_string("comments/_feed_row.html", {"comment": comment})
    return Rendered(comment.version, {thread: in_thread or "", feed: in_feed or ""})
