"""One ad: its page, and its phone."""

from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from classifieds.live import looks_of
from classifieds.models import Ad, Day
from classifieds.revealing import TooMany, reveal
from classifieds.similar import similar_to
from classifieds.states import NEVER_SHOWN
from classifieds.structured import structured
from editions.addresses import both_editions
from live import log
from people.addresses import client_address, subnet
from people.contacts import spelled
from people.guarding import guarded, private, wants_json
from people.limits import wait
from people.models import Visitor
from people.visitors import remember

NOTHING_TO_SAY, GONE, TOO_MANY = 204, 410, 429
AN_HOUR, VIEWS_OF_ONE_SUBNET = 3600, 30


@require_safe
def ad(request, pk, slug=""):
    """/ads/<id>/<slug>/: an ad; what is over says so for a while, and then that there is nothing any more."""
    cursor = log.cursor()
    found = Ad.objects.exclude(state__in=NEVER_SHOWN).select_related("lead_picture")
    found = get_object_or_404(found.prefetch_related("photos__picture"), pk=pk)
    if not (found.is_live or found.is_over):
        return gone(request, found)
    context = {"ad": found, "similar": similar_to(found), "editions": both_editions(found.get_absolute_url)}
    if request.path != found.get_absolute_url():
        return redirect(found, permanent=True)
    context |= {"data": structured(found) if found.is_live else None, "looks": looks_of(found), "cursor": cursor}
    return render(request, "classifieds/ad.html", context)


def gone(request, ad):
    """Return the page of an ad of which nothing is told any more: neither its title, nor the address made of it."""
    context = {"ad": ad, "similar": similar_to(ad), "editions": both_editions("ad_by_number", ad.pk)}
    return render(request, "classifieds/gone.html", context, status=GONE)


@require_POST
@guarded
@private
def seen(request, pk):
    """/ads/<id>/seen/: an ad's page tells that it is read: for its author's statistics, nothing of the reader."""
    found = get_object_or_404(Ad.objects.live(), pk=pk)
    if not wait(f"ad-seen:{pk}:{subnet(client_address(request))}", VIEWS_OF_ONE_SUBNET, AN_HOUR):
        Day.objects.add(found.pk, "views")
    return HttpResponse(status=NOTHING_TO_SAY)


@require_POST
@guarded
@private
def phone(request, pk):
    """/ads/<id>/phone/: shows the phone of an ad to whoever asks for it, and says so when it is too often, or over."""
    found = get_object_or_404(Ad.objects.exclude(state__in=NEVER_SHOWN), pk=pk)
    if not found.is_live:
        has_page = wants_json(request) or found.is_over
        return _phone_answer(request, {"ad": found}, GONE) if has_page else gone(request, found)
    visitor = Visitor.objects.welcome(request)
    visitor.keep()
    try:
        number, status, seconds = reveal(found, visitor, subnet(client_address(request))), 200, 0
    except TooMany as refusal:
        number, status, seconds = "", TOO_MANY, refusal.seconds
    context = {
        "ad": found,
        "number": number,
        "spelled": spelled(number),
        "message": _too_many(seconds) if seconds else "",
    }
    answer = _phone_answer(request, context, status)
    if seconds:
        answer.headers["Retry-After"] = str(seconds)
    remember(answer, visitor)
    return answer


def _phone_answer(request, context, status):
    if wants_json(request):
        return JsonResponse({"html": render_to_string("classifieds/_phone.html", context, request)}, status=status)
    return render(request, "classifieds/phone.html", context, status=status)


def _too_many(seconds):
    minutes = -(-seconds // 60)
    said = ngettext(
        "You have looked at many numbers. The next one in %(minutes)d minute.",
        "You have looked at many numbers. The next one in %(minutes)d minutes.",
        minutes,
    )
    return said % {"minutes": minutes}
