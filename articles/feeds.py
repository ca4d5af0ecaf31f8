"""The main feed of each edition: RSS 2.0 (rssboard.org/rss-specification)."""

from django.contrib.syndication.views import Feed
from django.urls import reverse
from django.utils.feedgenerator import Enclosure, Rss201rev2Feed
from django.utils.translation import get_language

from articles.models import Article, Publication
from articles.structured import absolute

FEED_SIZE = 50
ENCLOSURE_WIDTH = 1440


class MainFeed(Feed):
    """What an edition has published last, with the lead photo as enclosure."""

    feed_type = Rss201rev2Feed

    def get_object(self, request):
        return Publication.current()

    def title(self, publication):
        return publication.name

    def description(self, publication):
        return publication.motto or publication.name

    def link(self):
        return absolute(reverse("front"))

    def feed_url(self):
        return absolute(reverse("rss"))

    def items(self):
        edition = Article.objects.published().in_language(get_language())
        return edition.latest().for_cards().prefetch_related("authors", "hashtags")[:FEED_SIZE]

    def item_title(self, article):
        return article.headline

    def item_description(self, article):
        return article.lead

    def item_link(self, article):
        return absolute(article.get_absolute_url())

    def item_guid(self, article):
        return absolute(article.address("article_by_id"))

    item_guid_is_permalink = True

    def item_pubdate(self, article):
        return article.publish_at

    def item_author_name(self, article):
        return ", ".join(author.byline for author in article.authors.all())

    def item_categories(self, article):
        section = [article.section.name] if article.section else []
        return section + [hashtag.name for hashtag in article.hashtags.all()]

    def item_enclosures(self, article):
        if not article.lead_photo:
            return []
        picture = article.lead_photo.picture
        try:
            size = picture.size(ENCLOSURE_WIDTH)
        except FileNotFoundError:
            # After a backup was restored without its media: the stories are still there.
            return []
        return [Enclosure(absolute(picture.url(ENCLOSURE_WIDTH)), str(size), "image/jpeg")]
