"""Favourites: kept in the reader's browser alone; the site only draws them, and counts for their authors."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from classifieds.models import Ad, Day
from classifieds.states import NEVER_SHOWN
from editions.addresses import both_editions
from people.addresses import client_address, subnet
from people.guarding import guarded, private
from people.limits import wait
from people.models import Visitor
from people.visitors import remember

NOTHING_TO_SAY = 204
MOST = 100
AN_HOUR, A_DAY, NEWCOMERS_OF_ONE_SUBNET = 3600, 86400, 60


@require_safe
def favourites(request):
    """/ads/favourites/: the same page for every reader; what it shows is asked for by their browser."""
    return render(request, "classifieds/favourites.html", {"editions": both_editions("ads_favourites")})


@require_safe
@private
def rows(request):
    """/ads/favourites/rows/?ads=12,7: the ads of these numbers in this order; of those that are gone it says so."""
    numbers = _numbers(request.GET.get("ads", ""))
    found = Ad.objects.exclude(state__in=NEVER_SHOWN).for_cards().in_bulk(numbers)
    shown = [(number, found.get(number)) for number in numbers]
    shown = [(number, ad if ad and (ad.is_live or ad.is_over) else None) for number, ad in shown]
    return render(request, "classifieds/_favourites.html", {"rows": shown})


@require_POST
@guarded
@private
def keep(request, pk):
    """/ads/<id>/kept/: a browser tells that it keeps an ad: once a visitor and day, for its author's statistics."""
    ad = get_object_or_404(Ad.objects.live(), pk=pk)
    answer = HttpResponse(status=NOTHING_TO_SAY)
    visitor = Visitor.objects.welcome(request)
    if visitor.is_new:
        # Who throws the cookie away counts again, so newcomers share with their neighbours.
        if wait(f"ad-kept:{subnet(client_address(request))}", NEWCOMERS_OF_ONE_SUBNET, AN_HOUR):
            return answer
        visitor.save(force_insert=True)
    if not wait(f"ad-kept:{ad.pk}:{visitor.pk}:{timezone.localdate()}", 1, A_DAY):
        Day.objects.add(ad.pk, "favourites")
    remember(answer, visitor)
    return answer


def _numbers(text):
    """Return the numbers in a text with commas, each once, without what is none."""
    words = dict.fromkeys(word for word in text.split(",")[:MOST] if word.isascii() and word.isdigit())
    return [int(word) for word in words if len(word) < 18]
