"""The pages of comments: one function for each address, the same HTML for every reader."""

from functools import partial

from django.core.exceptions import ValidationError
from django.http import Http404, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from articles.models import Article
from comments import posting
from comments.agreement import VERSION, agree, has_agreed
from comments.forms import CommentForm, refuse_names_of_staff
from comments.models import Comment, Kind, Rules
from comments.quoting import is_said_in
from comments.refusing import REFUSED, TOO_MANY, UNFIT, said_of, unseen, waiting, withdrawn
from comments.threads import NEW, thread_of, threads_of
from comments.writing import closed_because
from editions.addresses import both_editions
from live import log
from paging.keyset import page_of
from paging.shared import shared
from people.addresses import client_address
from people.confirming import confirms
from people.guarding import guarded, private, wants_json
from people.limits import wait
from people.models import Ban, Visitor
from people.visitors import remember

PAGE_SIZE = 40
REACTIONS_A_MINUTE = 60


@guarded
def discussion(request, pk):
    """/news/<id>/comments/: everything that is said under an article; a POST says something more."""
    if request.method == "POST":
        try:
            return _take_in(request, shared(f"talk:{pk}", partial(_article, pk)))
        except Http404:
            return withdrawn(request)
    article = _article(pk)
    if request.path != article.address("discussion"):
        return redirect(f"{article.address('discussion')}?{request.GET.urlencode()}", permanent=True)
    return _discussion(request, article)


@require_safe
def comments(request):
    """/comments/: every comment of the site, newest first."""
    cursor = log.cursor()
    page = page_of(Comment.objects.shown().for_feed(), request.GET.get("older"), by="shown_at", size=PAGE_SIZE)
    context = {"page": page, "cursor": cursor, "editions": both_editions("comments")}
    return render(request, "comments/feed.html", context)


@require_safe
def comment(request, pk):
    """/comments/<id>/: one comment in its thread."""
    cursor = log.cursor()
    standing = Comment.objects.standing().for_sending().select_related("article", "parent", "thread")
    found = get_object_or_404(standing, pk=pk)
    if request.path != found.get_absolute_url():
        return redirect(found, permanent=True)
    top, older, is_first = thread_of(found, request.GET.get("older", ""))
    context = {"article": found.article, "top": top, "older": older, "is_first": is_first, "cursor": cursor}
    return render(request, "comments/thread.html", context)


@require_safe
def reply(request, pk):
    """/comments/<id>/reply/: the form of an answer, under what it answers."""
    found = get_object_or_404(Comment.objects.shown().for_sending(), pk=pk)
    if request.path != found.address_of("comment_reply"):
        return redirect(found.address_of("comment_reply"), permanent=True)
    form = CommentForm(initial={"parent": found.pk})
    return render(request, "comments/reply.html", {"article": found.article, "parent": found, "form": form})


@private
@guarded
@require_POST
def reaction(request, pk):
    """/comments/<id>/reaction/: what a visitor feels about it; once more withdraws it."""
    found = get_object_or_404(Comment.objects.shown().for_sending(), pk=pk)
    kind = request.POST.get("kind", "")
    if kind not in ["", *Kind]:
        return _answer_shortly(request, found, UNFIT)
    visitor = _welcome(request)
    if ban := Ban.objects.running_of(visitor):
        return _refuse_banned(request, found, ban)
    seconds = wait(f"reaction:{client_address(request)}", REACTIONS_A_MINUTE * 5, 60)
    seconds = seconds or wait(f"reaction:{visitor.pk}", REACTIONS_A_MINUTE, 60)
    if seconds:
        return _answer_shortly(request, found, TOO_MANY, seconds)
    found.react(visitor, kind)
    answer = _answer_shortly(request, found)
    remember(answer, visitor)
    return answer


@require_safe
def agreement(request):
    """/comments/agreement/: the rules of the discussions."""
    context = {"version": VERSION, "confirms": confirms(), "editions": both_editions("comment_agreement")}
    return render(request, "comments/agreement.html", context)


def _article(pk):
    return get_object_or_404(Article.objects.published().select_related("discussion", "section").defer("body"), pk=pk)


def _discussion(request, article, form=None, status=200):
    cursor = log.cursor()
    sort = request.GET.get("sort", NEW) if request.method != "POST" else NEW
    threads = threads_of(article, sort, request.GET.get("older", ""))
    form = form or CommentForm()
    context = {"cursor": cursor, "article": article, "threads": threads, "sort": sort, "form": form}
    if form.is_bound:
        context["parent"] = _shown(form["parent"].value(), article)
    return render(request, "comments/discussion.html", context, status=status)


def _take_in(request, article):
    form = CommentForm(request.POST)
    sender = _sender(request)
    rules = Rules.of_this_second()
    closed = closed_because(article, sender.visitor, rules)
    if closed:
        return _refuse(request, article, form, closed, REFUSED)
    if not _is_complete(form, sender.visitor, article):
        return _refuse(request, article, form, "", UNFIT)
    words = form.cleaned_data
    try:
        said, is_new = Comment.objects.post(
            article,
            sender,
            name=words["name"] or sender.visitor.name,
            text=words["text"],
            parent=_parent(words["parent"], article),
            quote=words["quote"],
            rules=rules,
        )
    except posting.Refused as refused:
        if isinstance(refused, posting.IsGone):
            form.empty("parent")
        return _refuse(request, article, form, *said_of(refused))
    answer = _answer(request, said, is_new)
    if is_new:
        remember(answer, sender.visitor)
    return answer


def _is_complete(form, visitor, article):
    """Tell whether the form can be taken in as it is; note on the visitor what it says of them."""
    if not form.is_valid():
        return False
    if not (form.cleaned_data["name"] or visitor.name):
        form.add_error("name", _("Say how to call you."))
    elif form.cleaned_data["name"] not in ("", visitor.name):
        _check_name(form, form.cleaned_data["name"])
    if form.cleaned_data["quote"] and not is_said_in(article, form.cleaned_data["quote"]):
        form.add_error("quote", _("The words you quote are not in the article, or no longer. Send without the quote."))
    if form.cleaned_data["agree"] and not has_agreed(visitor):
        agree(visitor)
        if not visitor.is_new:
            visitor.save(update_fields=["agreement_version", "agreed_at"])
    if not has_agreed(visitor):
        form.add_error("agree", _("Agree to the rules first."))
    return not form.errors


def _check_name(form, name):
    try:
        refuse_names_of_staff(name)
    except ValidationError as error:
        form.add_error("name", error)


def _sender(request):
    visitor = Visitor.objects.welcome(request)
    return posting.Sender(visitor, not visitor.is_new, client_address(request), request.headers.get("User-Agent", ""))


def _welcome(request):
    visitor = Visitor.objects.welcome(request)
    visitor.keep()
    return visitor


def _parent(text, article):
    if not text:
        return None
    parent = _shown(text, article)
    if parent is None:
        raise posting.IsGone
    return parent


def _shown(number, article):
    """Return the comment of this number, written as text, that is shown under the article, or None."""
    if not (number and number.isascii() and number.isdigit() and len(number) < 18):
        return None
    return Comment.objects.shown().filter(article=article, pk=int(number)).select_related("thread").first()


def _answer(request, said, is_new):
    if not wants_json(request):
        page = said.get_absolute_url() if said.is_shown else reverse("comment_me")
        return _see(f"{page}#comment-{said.pk}")
    html = render_to_string("comments/_comment.html", {"comment": said}) if said.is_shown else ""
    data = {"id": said.pk, "state": said.state, "html": html, "message": unseen(said)}
    return JsonResponse(data, status=201 if is_new else 200)


def _see(address):
    answer = redirect(address)
    answer.status_code = 303
    return answer


def _answer_shortly(request, found, status=200, seconds=0):
    """Answer a small deed: with the totals for a script, else with the way back to the comment."""
    if wants_json(request):
        answer = JsonResponse({"reactions": found.reactions, "wait": seconds}, status=status)
    elif status == TOO_MANY:
        context = {"comment": found, "heading": _("A little slower"), "message": waiting(seconds)}
        answer = render(request, "comments/not_now.html", context, status=status)
    else:
        answer = _see(f"{found.get_absolute_url()}#comment-{found.pk}")
    return _told_to_wait(answer, seconds)


def _refuse(request, article, form, message, status, seconds=0):
    # A script only says what is wrong; where the form itself has changed, its page takes over.
    if wants_json(request) and not form.emptied:
        data = {"errors": form.errors, "message": message, "wait": seconds}
        return _told_to_wait(JsonResponse(data, status=status), seconds)
    if message:
        form.add_error(None, message)
    if "quote" in form.errors:
        form.empty("quote")
    # The count in its heading must be as old as its list.
    return _told_to_wait(_discussion(request, _article(article.pk), form, status), seconds)


def _refuse_banned(request, found, ban):
    """Answer a small deed of somebody who may not do it now."""
    message, status, _seconds = said_of(posting.IsBanned(ban))
    if wants_json(request):
        return JsonResponse({"message": message}, status=status)
    context = {"comment": found, "heading": _("Not for now"), "message": message}
    return render(request, "comments/not_now.html", context, status=status)


def _told_to_wait(answer, seconds):
    if seconds:
        answer.headers["Retry-After"] = str(seconds)
    return answer
