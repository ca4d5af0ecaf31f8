"""Ads like another one."""

from classifieds.ads import Ad
from classifieds.catalogue import catalogue

FEW = 6


def similar_to(ad, number=FEW):
    """Return up to so many live ads beside this one: of its category first, then of the branch it stands in."""
    others = Ad.objects.live().exclude(pk=ad.pk).for_cards().order_by("-bumped_at", "-pk")
    found = list(others.filter(category=ad.category_id)[:number])
    if len(found) < number:
        tree = catalogue().categories
        branch = tree.branch(tree.way(ad.shelf)[0])
        known = [one.pk for one in found]
        found += others.in_categories(branch).exclude(pk__in=known)[: number - len(found)]
    return found
