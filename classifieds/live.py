"""How an ad looks when it is sent live: on its own page only what has become of it."""

from django.template.loader import render_to_string

from classifieds.models import Ad
from live.rendering import Rendered, renders


@renders("ad")
def looks_of_ads(keys):
    """Return {key: Rendered}: the line that says an ad is sold or expired; empty while it is live."""
    found = Ad.objects.filter(pk__in=[int(key) for key in keys])
    return {str(ad.pk): Rendered(ad.seq, {f"ad:{ad.pk}": _line(ad)}) for ad in found}


def _line(ad):
    return "" if ad.is_live else render_to_string("classifieds/_over.html", {"ad": ad})
