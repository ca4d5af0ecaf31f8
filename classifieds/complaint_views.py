"""Complaining about an ad: a page that is the same for every reader, and what its form sends."""

from django import forms
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from classifieds.complaints import complain
from classifieds.models import Ad, Reason
from editions.addresses import both_editions
from people.addresses import client_address, subnet
from people.guarding import guarded, private
from people.limits import wait
from people.models import Visitor
from people.visitors import remember

AN_HOUR, A_DAY, OF_ONE_VISITOR, OF_ONE_SUBNET = 3600, 86400, 10, 60
UNFIT, TOO_MANY = 400, 429


class ComplaintForm(forms.Form):
    """What is wrong with an ad."""

    reason = forms.ChoiceField(
        label=gettext_lazy("What is wrong with it?"),
        choices=Reason.choices,
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(["required", "invalid_choice"], gettext_lazy("Choose what is wrong.")),
    )
    remark = forms.CharField(label=gettext_lazy("What else should we know?"), required=False, max_length=300)


@guarded
@require_http_methods(["GET", "HEAD", "POST"])
def complaint(request, pk):
    """/ads/<id>/complaint/: the reasons to choose from; a POST complains, once a visitor."""
    ad = get_object_or_404(Ad.objects.live(), pk=pk)
    if request.method == "POST":
        return _take_in(request, ad)
    return _page(request, ad, ComplaintForm())


@private
def _take_in(request, ad):
    form = ComplaintForm(request.POST)
    if not form.is_valid():
        return _page(request, ad, form, status=UNFIT)
    visitor = Visitor.objects.welcome(request)
    own = 0 if visitor.is_new else wait(f"ad-complaint:{visitor.pk}", OF_ONE_VISITOR, AN_HOUR)
    asker = subnet(client_address(request))
    seconds = own or wait(f"ad-complaint:{asker}", OF_ONE_SUBNET, AN_HOUR)
    if seconds:
        form.add_error(None, _("Too many complaints at once. Try again later."))
        answer = _page(request, ad, form, status=TOO_MANY)
        answer.headers["Retry-After"] = str(seconds)
        return answer
    visitor.keep()
    # Whoever opens a private window is a new stranger in it: those of one subnet weigh as one, unless a contact proves
    # them to be different people.
    weighs = visitor.contact_kind or not wait(f"ad-complaint:{ad.pk}:{asker}", 1, A_DAY)
    complain(ad, visitor, form.cleaned_data["reason"], form.cleaned_data["remark"], weighs)
    answer = _page(request, ad, form, _("Thank you. A moderator will read it."))
    remember(answer, visitor)
    return answer


def _page(request, ad, form, message="", status=200):
    editions = both_editions("ad_complaint", ad.pk)
    context = {"ad": ad, "form": form, "message": message, "editions": editions}
    return render(request, "classifieds/complaint.html", context, status=status)
