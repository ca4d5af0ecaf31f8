"""The pages of one reader: their comments, what may still be done with them, and what is kept about them."""

from django.http import Http404, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from articles.models import Article
from comments import own
from comments.forms import AppealForm, EditForm, NameForm
from comments.models import Comment
from comments.posting import Refused
from comments.refusing import said_of
from comments.states import State
from comments.writing import must_confirm
from paging.keyset import page_of
from people.confirming import confirms
from people.guarding import guarded, private
from people.models import Ban, Visitor
from people.visitors import COOKIE

LATEST = 50
UNFIT = 400


@private
@require_safe
def me(request):
    """/comments/me/: what the reader has said, what became of it, and what they may ask for."""
    return _own_page(request)


@private
@require_safe
def held(request, pk):
    """/news/<id>/comments/held/: what the reader has said under an article and a moderator has not seen yet."""
    article = get_object_or_404(Article.objects.published(), pk=pk)
    visitor = Visitor.objects.of(request)
    said = Comment.objects.held().filter(article=article, visitor=visitor) if visitor else Comment.objects.none()
    return render(request, "comments/_held.html", {"held": said.for_sending()[:LATEST]})


@private
@guarded
def edit(request, pk):
    """/comments/<id>/edit/: other words for one's own comment, for a few minutes."""
    comment = _own(request, pk)
    form = EditForm(request.POST if request.method == "POST" else None, initial={"text": comment.text})
    is_late = not comment.is_editable
    if request.method == "POST" and form.is_valid():
        try:
            if comment.say_otherwise(form.cleaned_data["text"]):
                return redirect(_place(comment))
            is_late = True
        except Refused as refused:
            form.add_error(None, said_of(refused)[0])
    context = {
        "comment": comment,
        "form": form,
        "is_late": is_late,
        "must_confirm": must_confirm(comment.visitor),
    }
    return render(request, "comments/edit.html", context, status=UNFIT if request.method == "POST" else 200)


@private
@guarded
def delete(request, pk):
    """/comments/<id>/delete/: takes one's own comment away, after asking."""
    comment = _own(request, pk)
    if request.method == "POST":
        comment.delete_by_author()
        return redirect("comment_me")
    return render(request, "comments/delete.html", {"comment": comment})


@private
@guarded
@require_POST
def name(request):
    """/comments/me/name/: how to call the reader from now on."""
    visitor = _visitor_or_404(request)
    form = NameForm(request.POST)
    if not form.is_valid():
        return _own_page(request, name_form=form)
    visitor.name = form.cleaned_data["name"]
    visitor.save(update_fields=["name"])
    return redirect("comment_me")


@private
@require_safe
def data(request):
    """/comments/me/data/: everything that is kept about the reader, as a file."""
    visitor = _visitor_or_404(request)
    answer = JsonResponse(own.everything_of(visitor), json_dumps_params={"ensure_ascii": False, "indent": 1})
    answer.headers["Content-Disposition"] = 'attachment; filename="comments.json"'
    return answer


@private
@guarded
def erase(request):
    """/comments/me/erase/: deletes all that is kept about the reader, after asking."""
    if request.method != "POST":
        return render(request, "comments/erase.html", {"confirms": confirms()})
    visitor = Visitor.objects.of(request)
    if visitor:
        own.erase(visitor)
    answer = redirect("comment_me")
    answer.delete_cookie(COOKIE, samesite="Lax")
    return answer


@private
@guarded
@require_POST
def appeal(request):
    """/comments/me/appeal/: answers a ban, once."""
    visitor = _visitor_or_404(request)
    ban = Ban.objects.running_of(visitor)
    if ban is None:
        raise Http404
    form = AppealForm(request.POST)
    if not form.is_valid():
        return _own_page(request, appeal_form=form)
    ban.answer(form.cleaned_data["appeal"])
    return redirect("comment_me")


def _own_page(request, name_form=None, appeal_form=None):
    visitor = Visitor.objects.of(request)
    said = Comment.objects.filter(visitor=visitor).exclude(state=State.DELETED) if visitor else Comment.objects.none()
    context = {
        "visitor": visitor,
        "page": page_of(said.for_sending(), request.GET.get("older"), by="created_at", size=LATEST),
        "ban": visitor and Ban.objects.running_of(visitor),
        "name_form": name_form or NameForm(initial={"name": visitor.name if visitor else ""}),
        "appeal_form": appeal_form or AppealForm(),
    }
    return render(request, "comments/me.html", context, status=UNFIT if name_form or appeal_form else 200)


def _visitor_or_404(request):
    visitor = Visitor.objects.of(request)
    if visitor is None:
        raise Http404
    return visitor


def _own(request, pk):
    visitor = Visitor.objects.of(request)
    own_comments = Comment.objects.filter(visitor=visitor) if visitor else Comment.objects.none()
    return get_object_or_404(own_comments.exclude(state=State.DELETED).for_sending(), pk=pk)


def _place(comment):
    if comment.is_shown:
        return f"{comment.get_absolute_url()}#comment-{comment.pk}"
    return f"{reverse('comment_me')}#comment-{comment.pk}"
