"""Offering something without an account: a category, a form, and then the ad's own page for its author."""

from django.db import transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from classifieds.catalogue import catalogue
from classifieds.forms import OfferForm
from classifieds.models import Ad, Category, Key
from classifieds.offered_photos import OfferedPhotos
from editions.addresses import both_editions
from people.addresses import client_address, subnet
from people.guarding import guarded, private
from people.limits import wait
from people.models import Visitor
from people.visitors import remember

UNFIT, TOO_MANY = 400, 429
AN_HOUR, OF_ONE_VISITOR, OF_ONE_SUBNET = 3600, 10, 40


@require_safe
def choose(request):
    """/ads/new/: the categories to offer something in."""
    tree = catalogue().categories
    shelves = [(top, [row for row in [top, *tree.walk(top)] if _takes(tree, row)]) for top in tree.tops]
    context = {"shelves": [(top, rows) for top, rows in shelves if rows], "editions": both_editions("ad_choose")}
    return render(request, "classifieds/choose.html", context)


@require_safe
def rules(request):
    """/ads/rules/: what may be offered, and how."""
    return render(request, "classifieds/rules.html", {"editions": both_editions("ads_rules")})


@guarded
@require_http_methods(["GET", "HEAD", "POST"])
def new(request, category):
    """/ads/new/<category>/: the form; a POST makes a draft and leads to its author's page."""
    shelf = get_object_or_404(Category, slug=category, is_open=True)
    if request.method == "POST":
        return _take_in(request, shelf)
    return form_page(request, OfferForm(shelf), OfferedPhotos())


def form_page(request, form, photos, status=200, **context):
    """Return the page of the form with what was typed, and the photographs that were taken in."""
    editions = both_editions("ad_new", form.category.slug)
    context = {"editions": editions} | context | {"form": form, "photos": photos, "category": form.category}
    return render(request, "classifieds/form.html", context, status=status)


@private
def _take_in(request, shelf):
    asker = subnet(client_address(request))
    photos = OfferedPhotos.read(request.POST, request.FILES.getlist("files"), asker)
    form = OfferForm(shelf, request.POST)
    if not form.is_valid() or photos.wrong or form.is_from_a_program:
        return form_page(request, form, photos, UNFIT)
    visitor = Visitor.objects.welcome(request)
    seconds = 0 if visitor.is_new else wait(f"ad:{visitor.pk}", OF_ONE_VISITOR, AN_HOUR)
    if seconds or wait(f"ad:{asker}", OF_ONE_SUBNET, AN_HOUR):
        form.add_error(None, _("Too many ads at once. Try again later."))
        return form_page(request, form, photos, TOO_MANY)
    token = _make(form, photos, visitor)
    answer = redirect("ad_manage", token)
    remember(answer, visitor)
    return answer


@transaction.atomic
def _make(form, photos, visitor):
    visitor.keep()
    ad = Ad(language=get_language(), visitor=visitor, **form.values)
    ad.save()
    ad.change({}, photos.pictures)
    return Key.objects.issue(ad, mailed=False)


def _takes(tree, row):
    return row.is_open and not tree.children(row)
