"""All maps of the site: the articles', and those of the live ads."""

from articles.sitemaps import SITEMAPS as OF_ARTICLES
from articles.sitemaps import SiteMap
from classifieds.catalogue import catalogue
from classifieds.models import Ad
from editions.addresses import LANGUAGES, in_edition


class AdMap(SiteMap):
    """Every live ad, in the edition of its language."""

    limit = 5000

    def items(self):
        return Ad.objects.live().order_by("pk").only("title", "language", "approved_at", "state", "ends_at")

    def lastmod(self, ad):
        return ad.approved_at

    def location(self, ad):
        return in_edition(ad.language, ad.get_absolute_url)


class CategoryMap(SiteMap):
    """The categories of ads, in both editions."""

    def items(self):
        slugs = [category.slug for category in catalogue().categories.walk()]
        return [(language, slug) for language in LANGUAGES for slug in [None, *slugs]]

    def location(self, item):
        language, slug = item
        return in_edition(language, "ads_category", slug) if slug else in_edition(language, "ads")


SITEMAPS = OF_ARTICLES | {"ads": AdMap, "categories": CategoryMap}
