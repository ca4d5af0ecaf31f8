"""Where readers report mistakes: a page that is the same for all of them, and what its form sends."""

import uuid

from django.http import Http404, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from articles.models import Article
from corrections import answering
from corrections.forms import ReportForm
from corrections.reports import trust_in
from corrections.taking_in import NothingChanged, take_in
from people.addresses import client_address, subnet
from people.guarding import private, wants_json
from people.models import Visitor
from people.origin import same_origin
from people.visitors import remember

UNFIT, REFUSED, GONE = 400, 403, 410
MOST_KEYS = 50


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def typo(request, pk):
    """/typo/<article>/: the form for a mistake in the article; a POST reports it."""
    if request.method == "POST":
        return _take_in(request, pk)
    article = get_object_or_404(Article.objects.published(), pk=pk)
    return _page(request, article, ReportForm())


@require_safe
@private
def outcomes(request):
    """/typo/outcomes/?of=<key>,<key>: which of the browser's own reports have been corrected."""
    keys = list(filter(None, map(_key, request.GET.get("of", "").split(",")[:MOST_KEYS])))
    answer = {"fixed": answering.outcomes(keys), "settled": answering.settled_keys(keys)}
    return JsonResponse(answer)


@private
def _take_in(request, pk):
    article = get_object_or_404(Article.objects.kept(), pk=pk)
    if not (article.is_public or article.was_public):
        raise Http404
    form = ReportForm(request.POST)
    if not same_origin(request):
        return _refuse(request, article, form, _("Send it from a page of this site."), REFUSED)
    if not article.is_public:
        return _refuse(request, article, form, _("The article is not here any more."), GONE)
    if not form.is_valid():
        return _refuse(request, article, form, "", UNFIT)
    visitor = Visitor.objects.welcome(request)
    visitor.keep()
    weight = trust_in(visitor, subnet(client_address(request)), is_odd=form.is_from_a_program)
    try:
        report = take_in(article, form.key, form.wanted, visitor, weight)
    except NothingChanged:
        form.add_error("suggestion", _("That is what stands there already. Write how it should be."))
        return _refuse(request, article, form, "", UNFIT)
    return _thank(request, article, report, visitor)


def _thank(request, article, report, visitor):
    message = _said_of(report.ticket)
    if wants_json(request):
        answer = JsonResponse({"message": message, "key": str(report.key)})
    else:
        answer = render(request, "corrections/report.html", {"article": article, "message": message})
    remember(answer, visitor)
    return answer


def _said_of(ticket):
    if not ticket.is_open:
        return _("Thank you! This is corrected already: reload the page to see it.")
    if not ticket.is_anchored:
        return _(
            "Thank you! These words do not stand in the article, or more than once; perhaps your browser has "
            "translated the page. An editor gets them as a note."
        )
    return _("Thank you! An editor will look at it.")


def _refuse(request, article, form, message, status):
    if wants_json(request):
        errors = {field: list(texts) for field, texts in form.errors.items()} if status == UNFIT else {}
        return JsonResponse({"errors": errors, "message": message}, status=status)
    if message:
        form.full_clean()
        form.errors.clear()
        form.add_error(None, message)
    return _page(request, article, form, status)


def _page(request, article, form, status=200):
    context = {"article": article, "form": form}
    return render(request, "corrections/report.html", context, status=status)


def _key(text):
    try:
        return uuid.UUID(text)
    except ValueError:
        return None
