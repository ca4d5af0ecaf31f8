"""What waits for a moderator of ads, on the desk's first page."""

from classifieds.models import Ad


def waiting_ads(user):
    """Return how many ads this person may look at now, and the longest waiting of them; nothing for others."""
    if not user.has_perm("classifieds.moderate_ad"):
        return {"number": 0, "first": []}
    ads = Ad.objects.filter(waits_since__isnull=False).order_by("waits_since", "pk")
    return {"number": ads.count(), "first": list(ads[:3])}
