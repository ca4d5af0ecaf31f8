"""The pages of comments: one function for each address, the same HTML for every reader."""

from django.http import Http404, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from articles.editions import both_editions
from articles.models import Article
from comments import posting
from comments.forms import CommentForm
from comments.models import Comment, Kind
from comments.threads import NEW, thread_of, threads_of
from live import log
from paging.keyset import page_of
from people.addresses import client_address
from people.models import Visitor
from people.origin import same_origin
from people.visitors import remember

PAGE_SIZE = 40
UNFIT, REFUSED, TOO_MANY = 400, 403, 429


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def discussion(request, pk):
    """/news/<id>/comments/: everything that is said under an article; a POST says something more."""
    article = get_object_or_404(Article.objects.published().select_related("discussion"), pk=pk)
    if request.method == "POST":
        return _take_in(request, article)
    if request.path != article.address("discussion"):
        return redirect(f"{article.address('discussion')}?{request.GET.urlencode()}", permanent=True)
    return _discussion(request, article)


@require_safe
def comments(request):
    """/comments/: every comment of the site, newest first."""
    cursor = log.cursor()
    rows = Comment.objects.shown().for_feed()
    page = page_of(rows, request.GET.get("older"), by="shown_at", size=PAGE_SIZE)
    return render(
        request, "comments/feed.html", {"page": page, "cursor": cursor, "editions": both_editions("comments")}
    )


@require_safe
def comment(request, pk):
    """/comments/<id>/: one comment in its thread."""
    cursor = log.cursor()
    found = _standing(pk)
    if request.path != found.get_absolute_url():
        return redirect(found, permanent=True)
    top, older = thread_of(found, request.GET.get("older", ""))
    context = {"article": found.article, "comment": found, "top": top, "older": older, "cursor": cursor}
    return render(request, "comments/thread.html", context)


@require_safe
def reply(request, pk):
    """/comments/<id>/reply/: the form of an answer, under what it answers."""
    found = get_object_or_404(Comment.objects.shown().for_sending(), pk=pk)
    form = CommentForm(initial={"parent": found.pk})
    return render(request, "comments/reply.html", {"article": found.article, "parent": found, "form": form})


@csrf_exempt
@require_http_methods(["POST"])
def reaction(request, pk):
    """/comments/<id>/reaction/: what a visitor feels about it; once more withdraws it."""
    found = get_object_or_404(Comment.objects.shown().for_sending(), pk=pk)
    kind = request.POST.get("kind", "")
    if not same_origin(request) or kind not in ["", *Kind]:
        raise Http404
    visitor = Visitor.objects.welcome(request)
    if visitor._state.adding:
        visitor.save()
    found.react(visitor, kind)
    if _wants_json(request):
        answer = JsonResponse({"reactions": found.reactions})
    else:
        answer = redirect(f"{found.get_absolute_url()}#comment-{found.pk}")
    remember(answer, visitor)
    return answer


def _discussion(request, article, form=None, status=200):
    sort = request.GET.get("sort", NEW)
    context = {
        "cursor": log.cursor(),
        "article": article,
        "threads": threads_of(article, sort, request.GET.get("older", "")),
        "sort": sort,
        "form": form or CommentForm(),
    }
    return render(request, "comments/discussion.html", context, status=status)


def _take_in(request, article):
    if not same_origin(request):
        return _refuse(request, article, CommentForm(request.POST), _("Send it from a page of this site."), REFUSED)
    form = CommentForm(request.POST)
    sender = _sender(request)
    if not form.is_valid():
        return _refuse(request, article, form, "", UNFIT)
    words = form.cleaned_data
    name = words["name"] or sender.visitor.name
    if not name:
        form.add_error("name", _("Say how to call you."))
        return _refuse(request, article, form, "", UNFIT)
    try:
        parent = _parent(words["parent"], article)
        said, is_new = Comment.objects.post(
            article, sender, name=name, text=words["text"], parent=parent, quote=words["quote"]
        )
    except posting.MustWait as refused:
        message = _("Wait %(seconds)d seconds, please. Your words are kept here.") % {"seconds": refused.seconds}
        return _refuse(request, article, form, message, TOO_MANY, wait=refused.seconds)
    except posting.IsClosed:
        return _refuse(request, article, form, _("Comments are closed here."), REFUSED)
    except posting.IsGone:
        return _refuse(request, article, form, _("What you answer has been taken away."), UNFIT)
    answer = _answer(request, said, is_new)
    if is_new:
        remember(answer, sender.visitor)
    return answer


def _sender(request):
    known = Visitor.objects.of(request)
    agent = request.headers.get("User-Agent", "")[:400]
    return posting.Sender(known or Visitor.objects.welcome(request), known is not None, client_address(request), agent)


def _parent(text, article):
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and len(text) < 18):
        raise posting.IsGone
    parent = Comment.objects.shown().filter(article=article, pk=int(text)).select_related("thread").first()
    if parent is None:
        raise posting.IsGone
    return parent


def _answer(request, said, is_new):
    place = f"{said.get_absolute_url()}#comment-{said.pk}"
    message = "" if said.is_shown else _("Your comment waits for a moderator.")
    if not _wants_json(request):
        return redirect(place if said.is_shown else reverse("front"), permanent=False, preserve_request=False)
    html = render_to_string("comments/_comment.html", {"comment": said}) if said.is_shown else ""
    data = {"id": said.pk, "state": said.state, "html": html, "cursor": log.cursor(), "message": message}
    return JsonResponse(data, status=201 if is_new else 200)


def _refuse(request, article, form, message, status, wait=0):
    if _wants_json(request):
        errors = {field or "__all__": list(texts) for field, texts in form.errors.items()} if form.is_bound else {}
        answer = JsonResponse({"errors": errors, "message": message, "wait": wait}, status=status)
    else:
        if message:
            form.add_error(None, message)
        answer = _discussion(request, article, form, status)
    if wait:
        answer.headers["Retry-After"] = str(wait)
    return answer


def _standing(pk):
    return get_object_or_404(Comment.objects.standing().for_sending().select_related("thread"), pk=pk)


def _wants_json(request):
    return request.accepts("application/json") and not request.accepts("text/html")
