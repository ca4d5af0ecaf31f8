"""What other rooms' pages show of the ads, and where a reader is."""

from django import template

from classifieds import beside, rows
from paging.shared import shared
from people.contacts import spelled

register = template.Library()
register.filter(spelled)


@register.simple_tag
def ads_beside(*slugs):
    """Return the ads for the rail of articles of a section, given its addresses."""
    return shared(f"ads-beside:{','.join(slugs)}", lambda: beside.beside(*slugs))


@register.simple_tag
def ads_for_front():
    """Return how many ads there are, how many came today, and the newest that have a picture."""
    return shared("ads-for-front", beside.for_front)


@register.simple_tag
def offer_row(ad, before_others=False):
    """Return the row of an ad in a list; `before_others`: the desk shows it first."""
    return rows.row_of(ad, before_others)


@register.filter
def is_within(path, parent):
    """Tell whether an address stands at or under another one."""
    return path.startswith(parent)
