"""How a comment looks when it is sent live: as it stands in its thread, and as it stands in the feed."""

from django.db import transaction
from django.template.loader import render_to_string

from articles.models import Article
from comments.models import Comment
from live.rendering import Rendered, each_second, renders

TALLIES_AT_ONCE = 200


@renders("comment")
def looks_of_comments(keys):
    """Return {key: Rendered} for comments; what readers may not see is empty."""
    found = Comment.objects.filter(pk__in=[int(key) for key in keys]).for_sending()
    public = set(Article.objects.published().filter(pk__in={c.article_id for c in found}).values_list("pk", flat=True))
    return {str(comment.pk): _looks_of(comment, comment.article_id in public) for comment in found}


@each_second
def tell_of_reactions():
    """Take down each comment whose totals have changed since the last time: one event, however many reacted."""
    if not Comment.objects.filter(tally_is_news=True).exists():
        return
    with transaction.atomic():
        waiting = Comment.objects.filter(tally_is_news=True).order_by("pk").select_for_update(skip_locked=True)
        for comment in waiting[:TALLIES_AT_ONCE]:
            comment.tell_of_reactions()


def _looks_of(comment, is_public):
    thread, feed = comment.topics
    in_thread = is_public and comment.stands and render_to_string("comments/_comment.html", {"comment": comment})
    in_feed = is_public and comment.is_shown and render_to_string("comments/_feed_row.html", {"comment": comment})
    return Rendered(comment.version, {thread: in_thread or "", feed: in_feed or ""})
