"""The newest ads of a category, or of all: RSS 2.0 (rssboard.org/rss-specification)."""

from django.contrib.syndication.views import Feed
from django.http import Http404
from django.template.defaultfilters import linebreaks
from django.urls import reverse
from django.utils.feedgenerator import Rss201rev2Feed
from django.utils.translation import gettext as _

from classifieds.ads import Ad
from classifieds.catalogue import catalogue
from classifieds.structured import absolute

FEED_SIZE = 50


class NewestAds(Feed):
    """What came last; no contact of anybody."""

    feed_type = Rss201rev2Feed

    def get_object(self, request, category=None):
        shelf = catalogue().categories.find(category) if category else None
        if category and shelf is None:
            raise Http404
        return shelf

    def title(self, shelf):
        return f"{_('Classifieds')}: {shelf.name}" if shelf else _("Classifieds")

    description = title

    def link(self, shelf):
        return absolute(reverse("ads_category", args=[shelf.slug]) if shelf else reverse("ads"))

    def feed_url(self, shelf):
        return absolute(reverse("ads_category_rss", args=[shelf.slug]) if shelf else reverse("ads_rss"))

    def items(self, shelf):
        ads = Ad.objects.live().order_by("-bumped_at", "-pk")
        return (ads.in_categories(catalogue().categories.branch(shelf)) if shelf else ads)[:FEED_SIZE]

    def item_title(self, ad):
        return f"{ad.title} — {ad.price_in_words}"

    def item_description(self, ad):
        # Readers of feeds take it for HTML.
        return linebreaks(ad.text, autoescape=True)

    def item_link(self, ad):
        return absolute(ad.get_absolute_url())

    item_guid_is_permalink = True

    def item_guid(self, ad):
        # Its words may change; readers of feeds would take it for another ad.
        return absolute(reverse("ad_by_number", args=[ad.pk]))

    def item_pubdate(self, ad):
        return ad.approved_at

    def item_categories(self, ad):
        return [ad.shelf.name]
