"""What search engines and social networks read: NewsArticle and BreadcrumbList (schema.org)."""

from django.conf import settings
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone

# What stands for a page without photos elsewhere.
SHARE_IMAGE = "img/share.jpg"


def absolute(path):
    """Return the public address of a path of this site."""
    return path if path.startswith("http") else f"{settings.SITE_URL}{path}"


def news_article(article, publication):
    """Return an article as a schema.org NewsArticle; the visible date and the markup agree."""
    url = absolute(article.get_absolute_url())
    discussion = getattr(article, "discussion", None)
    corrections = [_correction(note) for note in article.notes.all() if note.is_correction]
    return {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "mainEntityOfPage": url,
        "url": url,
        "headline": article.headline,
        "description": article.lead,
        "inLanguage": article.language,
        "articleSection": article.section.name if article.section else "",
        "keywords": [hashtag.name for hashtag in article.hashtags.all()],
        "wordCount": article.word_count,
        "datePublished": _moment(article.publish_at),
        "dateModified": _moment(article.updated_at or article.publish_at),
        "image": _images(article),
        "author": _authors(article, publication),
        "publisher": _publisher(publication),
        "isAccessibleForFree": True,
        "commentCount": discussion.count if discussion else 0,
    } | ({"correction": corrections} if corrections else {})


def breadcrumbs(trail):
    """Return [(name, path), …] as a schema.org BreadcrumbList."""
    items = [
        {"@type": "ListItem", "position": position, "name": name, "item": absolute(path)}
        for position, (name, path) in enumerate(trail, start=1)
    ]
    return {"@context": "https://schema.org", "@type": "BreadcrumbList", "itemListElement": items}


def _images(article):
    photos = [photo.picture.master_url for photo in article.shown_photos]
    return [absolute(url) for url in photos or [static(SHARE_IMAGE)]]


def _authors(article, publication):
    people = [
        {"@type": "Person", "name": author.byline, "url": absolute(author.get_absolute_url())}
        for author in article.authors.all()
    ]
    return people or [_publisher(publication)]


def _correction(note):
    return {"@type": "CorrectionComment", "text": note.text, "datePublished": _moment(note.created_at)}


def _publisher(publication):
    return {"@type": "NewsMediaOrganization", "name": publication.name, "url": absolute(reverse("front"))}


def _moment(moment):
    return timezone.localtime(moment).isoformat(timespec="seconds")
