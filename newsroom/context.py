"""What every page's template may use; nothing is read from the database before a template asks."""

from django.conf import settings
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from articles.models import Publication, Section
from live import log


def page(request):
    """Return the publication, the sections to choose from, the site's address, today's date and the log's cursor."""
    return {
        "publication": SimpleLazyObject(Publication.current),
        "navigation": Section.objects.all(),
        "site_url": settings.SITE_URL,
        "today": timezone.localdate(),
        "cursor": SimpleLazyObject(log.cursor),
    }
