"""The author's pages of an ad: what has become of it, and what may be done. A GET never changes anything."""

from functools import wraps

from django.core.exceptions import ValidationError
from django.db.models import Sum
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from classifieds.catalogue import catalogue
from classifieds.checks import suspicions
from classifieds.forms import OfferForm, filled_from
from classifieds.letters import send
from classifieds.life import NotNow
from classifieds.models import Ad, Key, State
from classifieds.offered_photos import OfferedPhotos
from classifieds.posting_views import UNFIT, form_page
from classifieds.states import EDITABLE, RENEWABLE, Deed
from classifieds.two_tabs import changed_over, shown_in_form
from editions.addresses import both_editions
from people.addresses import client_address, subnet
from people.contacts import hash_of, tidy_email
from people.guarding import guarded, private
from people.limits import wait
from people.models import Visitor
from people.visitors import Contact

NOT_FOUND, CONFLICT, GONE, TOO_MANY = 404, 409, 410, 429
A_DAY, LETTERS_OF_ONE, LETTERS_OF_SUBNET = 86400, 10, 60


def opens(view):
    """Give the view the key of the link, if it is good; tell in words what is wrong with another one."""

    @guarded
    @private
    @wraps(view)
    def opened(request, token, **kwargs):
        key = Key.objects.read(token)
        if key is None:
            answer = _link_page(request, _("This link is not right."), NOT_FOUND)
        elif not key.is_good:
            answer = _link_page(request, _("A newer link was mailed to you, or this one is too old."), GONE)
        elif key.ad.state == State.ARCHIVED:
            by_author = key.ad.log.filter(deed=Deed.DELETED).exists()
            said = _("This ad was deleted.") if by_author else _("This ad is not kept any more.")
            answer = _link_page(request, said, GONE)
        else:
            answer = view(request, token, key, **kwargs)
        answer.headers["Referrer-Policy"] = "same-origin"
        return answer

    return opened


@opens
@require_safe
def manage(request, token, key):
    """/ads/manage/<token>/: the ad as its author sees it."""
    return _page(request, token, key)


@opens
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request, token, key):
    """/ads/manage/<token>/edit/: the same form again, filled in."""
    ad = key.ad.as_edited
    if key.ad.state not in EDITABLE:
        return _page(request, token, key, _("This ad cannot be changed any more."), CONFLICT)
    pictures = [photo.picture for photo in key.ad.photos.select_related("picture")]
    around = {"ad": key.ad, "token": token, "shelves": catalogue().open_shelves}
    around["editions"] = both_editions("ad_edit", token)
    if request.method != "POST":
        form = OfferForm(ad.shelf, initial=filled_from(ad), ad=key.ad)
        shown = shown_in_form(ad, pictures)
        return form_page(request, form, OfferedPhotos(pictures), **around, shown=shown)
    photos = OfferedPhotos.read(request.POST, request.FILES.getlist("files"), subnet(client_address(request)))
    form = OfferForm(_shelf_of(request, ad), request.POST, initial=filled_from(ad), ad=key.ad)
    shown = request.POST.get("shown", "")
    if not form.is_valid() or photos.wrong:
        return form_page(request, form, photos, UNFIT, **around, shown=shown)
    values, pictures = changed_over(ad, pictures, form.values, photos.pictures, shown)
    try:
        key.ad.change(values, pictures, suspicions(Ad(pk=key.ad.pk, **values), pictures))
    except NotNow as refusal:
        return _page(request, token, key, str(refusal), CONFLICT)
    return redirect("ad_manage", token)


def _shelf_of(request, ad):
    """Return the category that the author has chosen; where it asks for more, the form comes back and asks it."""
    chosen = request.POST.get("category")
    return next((row for row in catalogue().open_shelves if row.slug == chosen), ad.shelf)


@opens
@require_POST
def do(request, token, key, deed):
    """/ads/manage/<token>/<deed>/: one of DEEDS; what cannot be done now is told in words."""
    if deed not in DEEDS:
        raise Http404
    try:
        said = DEEDS[deed](request, key)
    except NotNow as refusal:
        return _page(request, token, key, str(refusal), CONFLICT)
    if key.ad.state == State.ARCHIVED:
        return _link_page(request, _("This ad was deleted."), 200)
    return _page(request, token, key, said) if said else redirect("ad_manage", token)


@guarded
@private
@require_http_methods(["GET", "HEAD", "POST"])
def mine(request):
    """/ads/mine/: letters with the links of all ads of an address; what a confirmed visitor may manage at once."""
    visitor = Visitor.objects.of(request)
    if request.method == "POST" and "claim" in request.POST:
        return _claim(request, visitor)
    message = _send_links(request) if request.method == "POST" else ""
    own = Ad.objects.of_visitor(visitor).order_by("-pk") if visitor else Ad.objects.none()
    return _mine_page(request, message, own, request.POST.get("email", ""))


def _publish(request, key):
    ad = key.ad
    visitor = Visitor.objects.of(request)
    if visitor and visitor.contact_hash and visitor.contact_hash == ad.email_hash:
        return _confirmed(ad)
    ad.submit()
    if ad.state != State.UNCONFIRMED:
        return ""
    if wait(f"ad-letter:{ad.email_hash}", LETTERS_OF_ONE, A_DAY):
        raise NotNow(_("Many letters have gone to this address today. Look into your mail, or try again tomorrow."))
    try:
        send(ad, "confirm")
    except OSError:
        raise NotNow(_("The letter could not be sent. Your ad is kept: try again in a minute.")) from None
    return ""


def _confirm(request, key):
    if not key.mailed:
        raise NotNow(_("Open the link in the letter that we sent you: it shows that the address is yours."))
    return _confirmed(key.ad)


def _confirmed(ad):
    is_live = ad.confirm(suspicions(ad))
    return _("Your ad is out.") if is_live else _("Thank you. A moderator will look at it, and you get a letter.")


def _renew(request, key):
    comes_back = key.ad.can_come_back
    key.ad.renew(request.POST.get("seen"))
    return _("It is on the site again.") if comes_back else _("Renewed.")


def _bump(request, key):
    key.ad.bump()
    return _("It stands before the others now.")


def _sell(request, key):
    key.ad.sell()
    return _("Marked as sold. Congratulations!")


def _delete(request, key):
    if not request.POST.get("sure"):
        raise NotNow(_("Tick that you are sure first."))
    key.ad.delete_by_author()
    return ""


DEEDS = {"publish": _publish, "confirm": _confirm, "renew": _renew, "bump": _bump, "sold": _sell, "delete": _delete}


def _claim(request, visitor):
    found = request.POST.get("claim", "")
    number = int(found) if found.isascii() and found.isdigit() and len(found) < 18 else 0
    ad = visitor and Ad.objects.of_visitor(visitor).filter(pk=number).first()
    if not (ad and ad.claim(visitor)):
        raise Http404
    return redirect("ad_manage", Key.objects.issue(ad, mailed=False))


def _send_links(request):
    try:
        email = tidy_email(request.POST.get("email", ""))
    except ValidationError as error:
        return " ".join(error.messages)
    own = hash_of(Contact.EMAIL, email)
    asker = subnet(client_address(request))
    if wait(f"ad-links:{asker}", LETTERS_OF_SUBNET, A_DAY) or wait(f"ad-links:{own}", 3, A_DAY):
        return _("Many letters have gone to this address today. Look into your mail, or try again tomorrow.")
    try:
        for ad in Ad.objects.filter(email_hash=own).exclude(state=State.ARCHIVED).order_by("-pk")[:20]:
            send(ad, "link")
    except OSError:
        return _("The letter could not be sent. Try again in a minute.")
    return _("If there are ads with this address, their links are on the way to it.")


def _page(request, token, key, message="", status=200):
    ad = key.ad
    sums = ad.days.aggregate(views=Sum("views"), reveals=Sum("reveals"), favourites=Sum("favourites"))
    context = {
        "ad": ad.as_edited if ad.edit else ad,
        "stands": ad,
        "photos": ad.photos.select_related("picture"),
        "token": token,
        "may_confirm": key.mailed and ad.state in (State.DRAFT, State.UNCONFIRMED),
        "may_publish": not key.mailed and ad.state in (State.DRAFT, State.UNCONFIRMED),
        "may_edit": ad.state in EDITABLE,
        "may_renew": ad.state in RENEWABLE,
        "may_sell": ad.state in (State.LIVE, State.EXPIRED),
        "days": ad.days.lately(),
        "sums": sums,
        "message": message,
        "is_refusal": status >= 400,
        "editions": both_editions("ad_manage", token),
    }
    return render(request, "classifieds/manage.html", context, status=status)


def _link_page(request, message, status):
    return _mine_page(request, message, [], "", status)


def _mine_page(request, message, own, email, status=200):
    context = {"message": message, "own": own, "email": email, "editions": both_editions("ads_mine")}
    return render(request, "classifieds/mine.html", context, status=status)
