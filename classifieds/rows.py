"""Rows of lists: each is drawn once for all pages on which it says the same."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache
from operator import attrgetter

from django.template import Context, loader
from django.utils import timezone
from django.utils.translation import get_language

from classifieds.ads import SHOWN, SHOWN_OF_PICTURE

MOST = 1000
"""So many rows are kept by each process, the last that were asked for: a few megabytes."""
_shown, _shown_of_picture = attrgetter(*SHOWN), attrgetter(*SHOWN_OF_PICTURE)


@dataclass(frozen=True)
class _Row:
    """A row to be drawn; two that say the same are the same."""

    says: tuple
    draw: Callable = field(compare=False)


def row_of(ad, before_others=False):
    """Return the row of an ad, as HTML; `before_others`: the desk shows it first."""
    template = loader.get_template("classifieds/_offer_row.html").template
    # All that the template may use: what the ad and its picture show, the names of trees, the language, the clock.
    says = (
        template,
        before_others,
        get_language(),
        timezone.localdate(),
        ad.is_live,
        ad.is_urgent,
        ad.shelf.name,
        ad.spot.name,
        _shown(ad),
        ad.lead_picture and _shown_of_picture(ad.lead_picture),
    )
    return drawn(_Row(says, lambda: _draw(template, ad, before_others)))


@lru_cache(maxsize=MOST)
def drawn(row):
    return row.draw()


def _draw(template, ad, before_others):
    context = {"ad": ad, "address": ad.get_absolute_url(), "before_others": before_others}
    # The only numbers in a row are those of ads, for machines: nobody has to look up how a language writes them.
    return template.render(Context(context, use_l10n=False))
