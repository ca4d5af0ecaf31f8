"""What every page's template may use; nothing is read from the database before a template asks.

What is the same on all pages may be a second old. So may the cursor: an older one only tells again what a page shows.
"""

from django.conf import settings
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from articles.models import Publication, Section
from live import log
from paging.shared import shared


def page(request):
    """Return the publication, the sections to choose from, the site's address, today's date and the log's cursor."""
    return {
        "publication": SimpleLazyObject(lambda: shared("publication", Publication.current)),
        "navigation": SimpleLazyObject(lambda: shared("navigation", lambda: list(Section.objects.all()))),
        "site_url": settings.SITE_URL,
        "today": timezone.localdate(),
        "cursor": SimpleLazyObject(lambda: shared("cursor", log.cursor)),
    }
