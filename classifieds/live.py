"""How an ad looks when it is sent live: on its own page only what has become of it."""

import json
from hashlib import blake2b

from django.template.loader import render_to_string

from classifieds.editing import MATERIAL
from classifieds.models import Ad
from live.rendering import Rendered, renders

SHOWN = (*MATERIAL, "place_id", "price", "price_kind", "per", "phone_hash")
"""What readers see of an ad, and the phone that opens to them."""


@renders("ad")
def looks_of_ads(keys):
    """Return {key: Rendered}: the line that says an ad is sold or over, or is not any more as a page has shown it."""
    found = Ad.objects.filter(pk__in=[int(key) for key in keys]).prefetch_related("photos")
    return {str(ad.pk): Rendered(ad.seq, {f"ad:{ad.pk}": _line(ad)}) for ad in found}


def looks_of(ad):
    """Return a short text that is another one as soon as readers see something else in a live ad; "" for others."""
    if not ad.is_live:
        return ""
    shown = [getattr(ad, name) for name in SHOWN]
    shown += [photo.picture_id for photo in ad.shown_photos]
    return blake2b(json.dumps(shown, sort_keys=True).encode(), digest_size=8).hexdigest()


def _line(ad):
    return render_to_string("classifieds/_over.html", {"ad": ad, "looks": looks_of(ad)})
