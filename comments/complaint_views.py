"""Complaining about a comment: a page that is the same for every reader, and what its form sends."""

from django import forms
from django.http import JsonResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from comments.complaints import weighs_alone
from comments.models import Comment, Reason
from people.addresses import client_address, subnet
from people.bans import Ban
from people.guarding import wants_json
from people.limits import wait
from people.models import Visitor
from people.origin import same_origin
from people.visitors import remember

AN_HOUR, A_DAY = 3600, 86400
OF_ONE_VISITOR, OF_ONE_SUBNET = 20, 60
UNFIT, REFUSED, TOO_MANY = 400, 403, 429


class ComplaintForm(forms.Form):
    """What is wrong with a comment."""

    reason = forms.ChoiceField(
        label=gettext_lazy("What is wrong with it?"),
        choices=Reason.choices,
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(["required", "invalid_choice"], gettext_lazy("Choose what is wrong.")),
    )


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def complaint(request, pk):
    """/comments/<id>/complaint/: the reasons to choose from; a POST complains, once a visitor."""
    found = get_object_or_404(Comment.objects.shown().for_sending(), pk=pk)
    if request.method == "POST":
        return _take_in(request, found)
    return _page(request, found, ComplaintForm())


def _take_in(request, comment):
    form = ComplaintForm(request.POST)
    if not same_origin(request):
        return _refuse(request, comment, form, _("Send it from a page of this site."), REFUSED)
    if not form.is_valid():
        return _refuse(request, comment, form, "", UNFIT)
    visitor = Visitor.objects.welcome(request)
    if Ban.objects.running().filter(visitor=visitor.pk).exists():
        return _refuse(request, comment, form, _("You may not complain while you are banned."), REFUSED)
    asker = subnet(client_address(request))
    # Who comes without a cookie is counted with their network alone.
    own = 0 if visitor.is_new else wait(f"complaint:{visitor.pk}", OF_ONE_VISITOR, AN_HOUR)
    seconds = own or wait(f"complaint:{asker}", OF_ONE_SUBNET, AN_HOUR)
    if seconds:
        answer = _refuse(request, comment, form, _("Too many complaints at once. Try again later."), TOO_MANY)
        answer.headers["Retry-After"] = str(seconds)
        return answer
    # Whoever opens a private window is a new stranger in it: those of one subnet weigh as one.
    weighs = weighs_alone(visitor) or not wait(f"complaint:{comment.pk}:{asker}", 1, A_DAY)
    visitor.keep()
    comment.complain(visitor, form.cleaned_data["reason"], weighs)
    return _thank(request, comment, visitor)


def _thank(request, comment, visitor):
    message = _("Thank you. A moderator will read it.")
    if wants_json(request):
        answer = JsonResponse({"message": message})
    else:
        context = {"article": comment.article, "comment": comment, "message": message}
        answer = render(request, "comments/complaint.html", context)
    answer.headers["Cache-Control"] = "private, no-store"
    remember(answer, visitor)
    return answer


def _refuse(request, comment, form, message, status):
    if wants_json(request):
        errors = {field: list(texts) for field, texts in form.errors.items()}
        answer = JsonResponse({"errors": errors, "message": message}, status=status)
    else:
        if message:
            form.add_error(None, message)
        answer = _page(request, comment, form, status)
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


def _page(request, comment, form, status=200):
    context = {"article": comment.article, "comment": comment, "form": form}
    return render(request, "comments/complaint.html", context, status=status)
