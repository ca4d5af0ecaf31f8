"""What is told live: an article that has just become public, was changed for its readers or has gone."""

from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import get_language

from articles.models import Announcement, Article
from live.chores import each_second
from live.rendering import Rendered, renders

# How far back a change is looked for: longer than a server rests.
LOOKED_BACK = timedelta(hours=1)


@each_second
def announce():
    """Tell of every article whose readers were last told something else than what it is now."""
    for article in _lately_changed():
        told = getattr(article, "announcement", None) or Announcement(article=article)
        if told.differs_from(article):
            _announce(article.pk)


def _lately_changed():
    now = timezone.now()
    since = now - LOOKED_BACK
    lately = Q(saved_at__gt=since) | Q(publish_at__gt=since, publish_at__lte=now)
    lately |= Q(withdraw_at__gt=since, withdraw_at__lte=now)
    return Article.objects.filter(lately).select_related("announcement").defer("body", "lead")


@transaction.atomic
def _announce(pk):
    """Of several processes that have noticed at once, the first tells."""
    told, _made = Announcement.objects.select_for_update().get_or_create(article_id=pk)
    article = Article.objects.defer("body", "lead").get(pk=pk)
    if told.differs_from(article):
        told.tell(article)


@renders("article")
def render_articles(keys):
    """Show an article as a row of the latest news of its language, and to its own readers as a notice."""
    language = get_language()
    told = Article.objects.filter(pk__in=keys, language=language, announcement__isnull=False)
    newest = set(Article.objects.rail(language).values_list("pk", flat=True))
    articles = told.select_related("announcement").defer("body", "lead")
    return {str(article.pk): _rendered(article, article.pk in newest) for article in articles}


@renders("withdrawn")
def render_withdrawn(keys):
    """Take what belongs to articles that have gone from the lists of both editions."""
    gone = Article.objects.filter(pk__in=keys, announcement__is_public=False)
    versions = gone.values_list("pk", "announcement__version")
    return {str(pk): Rendered(version, {"site": ""}) for pk, version in versions}


def _rendered(article, is_in_rail):
    row = render_to_string("articles/_latest_row.html", {"story": article}) if is_in_rail else ""
    parts = {"site": row}
    if article.announcement.version > 1 or not article.is_public:
        # Whoever opened it in the second before it was announced has read nothing older.
        parts[f"article:{article.pk}"] = render_to_string("articles/_live_notice.html", {"article": article})
    return Rendered(article.announcement.version, parts)
