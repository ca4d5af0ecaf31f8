"""Maps for search engines (sitemaps.org/protocol.html) and Google's news map of the last two days."""

from datetime import timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.shortcuts import render
from django.utils import timezone

from articles.models import Article, Publication, Section
from editions.addresses import LANGUAGES, in_edition

NEWS_DAYS = 2
NEWS_LIMIT = 1000


class SiteMap(Sitemap):
    """A sitemap whose addresses are the site's public ones, whatever host was asked."""

    protocol = urlsplit(settings.SITE_URL).scheme

    def get_domain(self, site=None):
        return urlsplit(settings.SITE_URL).netloc


class ArticleMap(SiteMap):
    """Every published article of both editions."""

    limit = 5000

    def items(self):
        return Article.objects.published().order_by("pk").only("headline", "language", "publish_at", "updated_at")

    def lastmod(self, article):
        return article.updated_at or article.publish_at


class ListMap(SiteMap):
    """The front pages, sections and standing pages of both editions."""

    def items(self):
        names = ("front", "latest", "corrections", "about", "reuse")
        pages = [(language, name) for language in LANGUAGES for name in names]
        sections = list(Section.objects.all())
        return pages + [(language, section) for language in LANGUAGES for section in sections]

    def location(self, item):
        language, page = item
        return in_edition(language, page.get_absolute_url if isinstance(page, Section) else page)


SITEMAPS = {"articles": ArticleMap, "lists": ListMap}


def news_map(request):
    """/news-sitemap.xml: the last two days' articles, made anew for each request."""
    since = timezone.now() - timedelta(days=NEWS_DAYS)
    articles = Article.objects.published().filter(publish_at__gte=since).latest()
    context = {
        "articles": articles.only("headline", "language", "publish_at")[:NEWS_LIMIT],
        "publication": Publication.current(),
    }
    return render(request, "articles/news_sitemap.xml", context, content_type="application/xml")
