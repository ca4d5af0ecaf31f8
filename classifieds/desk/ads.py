"""The queue of ads, one ad with all that was done with it, and the moderators' decisions."""

from contextlib import suppress
from datetime import timedelta

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from classifieds.catalogue import catalogue
from classifieds.checks import in_words
from classifieds.desk.rewritten import rewritten
from classifieds.export import as_csv
from classifieds.life import LONGEST_INVOICE, PROMOTIONS, NotNow
from classifieds.models import Ad, ContactBan, Reason, State
from classifieds.states import HIDEABLE
from people.judging import CONFLICT, UNFIT, Judges

SIZE = 30
BANS = {"7": gettext_lazy("for 7 days"), "30": gettext_lazy("for 30 days"), "": gettext_lazy("for good")}
SHELVES = {
    "": gettext_lazy("Wait"),
    "live": gettext_lazy("On the site"),
    "refused": gettext_lazy("Rejected or hidden"),
}


class AdAdmin(Judges, admin.ModelAdmin):
    """Ads are judged here: readers offer, the words are their author's, and what is wrong is rejected."""

    permission = "classifieds.moderate_ad"

    def get_urls(self):
        """Add the decisions and the print page's file."""
        view = self.admin_site.admin_view
        deeds = ("approve", "reject", "hide", "ban", "promote", "move")
        return [
            path("export/", view(require_GET(self.export)), name="classifieds_ad_export"),
            *(
                path(f"<int:pk>/{deed}/", view(require_POST(getattr(self, deed))), name=f"classifieds_ad_{deed}")
                for deed in deeds
            ),
            *super().get_urls(),
        ]

    def changelist_view(self, request, extra_context=None):
        """List what waits, the longest waiting first; or what is live, or was refused."""
        self.refuse_strangers(request)
        shelf, asked = request.GET.get("shelf", ""), request.GET.get("q", "").strip()
        if shelf not in SHELVES:
            raise Http404
        ads = _matching(_shelf(shelf), asked) if asked else _shelf(shelf)
        page = Paginator(ads.prefetch_related("photos__picture", "complaints"), SIZE).get_page(request.GET.get("page"))
        context = {
            "title": _("Ads"),
            "shelf": shelf,
            "asked": asked,
            "shelves": [(name, words, _shelf(name).count()) for name, words in SHELVES.items()],
            "rows": [_row(ad) for ad in page],
            "page": page,
        }
        return self.page(request, "inbox.html", context)

    def change_view(self, request, object_id, form_url="", extra_context=None):
        """Show one ad with its whole log."""
        ad = self._ad(request, int(object_id) if object_id.isdecimal() and len(object_id) < 18 else 0)
        context = {"title": ad.title, "row": _row(ad), "log": ad.log.select_related("by")}
        context["shelves"] = [(row, catalogue().categories.way(row)) for row in catalogue().open_shelves]
        return self.page(request, "one.html", context)

    def approve(self, request, pk):
        """Let an ad, or its edit, in."""
        seen = request.POST.get("seen")
        return self._decide(request, pk, lambda ad: ad.approve(request.user, seen), _("Approved."), was_right=False)

    def reject(self, request, pk):
        """Refuse an ad, or its edit, for a reason."""
        reason, note = _reason(request)
        said = _("Rejected: %(reason)s.")
        return self._decide(request, pk, lambda ad: ad.reject(request.user, reason, note), said, reason)

    def hide(self, request, pk):
        """Take an ad away from readers, for a reason."""
        reason, note = _reason(request)
        said = _("Hidden: %(reason)s.")
        return self._decide(request, pk, lambda ad: ad.hide(request.user, reason, note), said, reason)

    def ban(self, request, pk):
        """Keep the phone and the e-mail of an ad from advertising, and take away what they advertise."""
        self.refuse_strangers(request)
        reason, note = _reason(request)
        period = request.POST.get("period")
        if period not in BANS:
            return self.say(request, _("Choose a period and a reason."), [], UNFIT)

        @transaction.atomic
        def ban(ad):
            until = timezone.now() + timedelta(days=int(period)) if period else None
            for contact in filter(None, [ad.phone_hash, ad.email_hash]):
                ContactBan.objects.create(contact_hash=contact, ad=ad, until=until, reason=reason, by=request.user)
            for other in [ad, *Ad.objects.of_contact(ad).filter(state__in=HIDEABLE)]:
                # Not shown any more, perhaps since a moment ago: there is nothing to take away.
                with suppress(NotNow):
                    other.hide(request.user, reason, note)
            return True

        return self._decide(request, pk, ban, _("Banned: %(reason)s."), reason)

    def promote(self, request, pk):
        """Show an ad before others, or as urgent, for so many days; the invoice says who paid. `off` takes one off."""
        self.refuse_strangers(request)
        if not request.user.has_perm("classifieds.promote_ad"):
            raise PermissionDenied
        if (off := request.POST.get("off")) in PROMOTIONS:
            return self._decide(request, pk, lambda ad: ad.end_promotion(request.user, off), _("Taken off."))
        promoted, urgent = (_in_days(request.POST.get(name, "")) for name in PROMOTIONS)
        invoice = request.POST.get("invoice", "").replace("\0", "").strip()[:LONGEST_INVOICE]
        if not (promoted or urgent):
            return self.say(request, _("Write for how many days."), [], UNFIT)
        if not invoice:
            return self.say(request, _("Write the number of the invoice."), [], UNFIT)
        return self._decide(
            request, pk, lambda ad: ad.promote(request.user, promoted, urgent, invoice), _("Promoted.")
        )

    def move(self, request, pk):
        """Put an ad under the category that it belongs to."""
        self.refuse_strangers(request)
        category = next((row for row in catalogue().open_shelves if row.slug == request.POST.get("category")), None)
        if category is None:
            return self.say(request, _("Choose a category."), [], UNFIT)
        return self._decide(request, pk, lambda ad: ad.move(request.user, category), _("Moved."))

    def export(self, request):
        """Give the live ads as a file for the print page."""
        if not request.user.has_perm("classifieds.export_ad"):
            raise PermissionDenied
        answer = HttpResponse(as_csv(Ad.objects.live().order_by("-bumped_at")), "text/csv")
        answer.headers["Content-Disposition"] = f'attachment; filename="ads-{timezone.localdate()}.csv"'
        return answer

    def _decide(self, request, pk, deed, said, reason=None, was_right=None):
        ad = self._ad(request, pk)
        if reason == "":
            return self.say(request, _("Choose a reason."), [], UNFIT)
        try:
            done = deed(ad)
        except NotNow as refusal:
            ad.refresh_from_db()
            return self.say(request, str(refusal), [ad], CONFLICT)
        if not done:
            return self.say(request, _("Somebody has decided it already."), [ad], CONFLICT)
        ruled = was_right if reason is None else True
        if ruled is not None:
            ad.complaints.open().update(was_right=ruled)
        return self.say(request, said % {"reason": Reason(reason).label} if reason else said, [ad])

    def drawn(self, request, ads):
        """Draw the rows of ads."""
        context = self.row_context(request)
        template = "admin/classifieds/ad/_row.html"
        return {f"ad-{ad.pk}": render_to_string(template, context | {"row": _row(ad)}, request) for ad in ads}

    def row_context(self, request):
        """Add what can be chosen."""
        return super().row_context(request) | {"reasons": Reason.choices, "bans": BANS.items()}

    def _ad(self, request, pk):
        self.refuse_strangers(request)
        shown = Ad.objects.exclude(state__in=[State.DRAFT, State.UNCONFIRMED])
        return get_object_or_404(shown.select_related("category", "place"), pk=pk)


def _shelf(name):
    ads = Ad.objects.select_related("category", "place")
    if name == "live":
        return ads.live().order_by("-bumped_at", "-pk")
    if name == "refused":
        return ads.filter(state__in=[State.REJECTED, State.HIDDEN]).order_by("-pk")
    return ads.filter(waits_since__isnull=False).order_by("waits_since", "pk")


def _matching(ads, asked):
    same = Q(stems__find=asked) | Q(email=asked.lower())
    # Not `isdigit`: «м²» ends with a digit that is no number.
    digits = "".join(filter(str.isdecimal, asked))
    if digits and len(digits) < 18:
        same |= Q(pk=int(digits))
    if len(digits) >= 10:
        same |= Q(phone__endswith=digits[-10:])
    return ads.filter(same)


def _row(ad):
    others = Ad.objects.of_contact(ad).exclude(state__in=[State.DRAFT, State.UNCONFIRMED])
    return {
        "ad": ad,
        "waits": ad.waits_since is not None,
        "flags": [(in_words(flag), flag) for flag in ad.flags],
        "rewritten": rewritten(ad),
        "photos": list(ad.photos.select_related("picture")),
        "others": list(others.order_by("-pk")[:5]),
        "others_count": others.count(),
        "complaints": [one for one in ad.complaints.all() if one.was_right is None],
    }


def _reason(request):
    reason = request.POST.get("reason", "")
    note = request.POST.get("note", "").replace("\0", "").strip()[:300]
    return (reason if reason in Reason.values else ""), note


def _in_days(text):
    days = int(text) if text.isascii() and text.isdigit() and len(text) < 4 else 0
    return timezone.now() + timedelta(days=days) if days else None
