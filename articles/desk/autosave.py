"""Nothing typed into an article's form is lost: autosaves on the way, and the offer to bring them back."""

import secrets
from datetime import UTC, datetime, timedelta

from django.core.exceptions import BadRequest
from django.forms import Media, Script
from django.http import Http404, JsonResponse, QueryDict
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from articles.autosave import Autosave
from articles.desk.from_scripts import (
    KEY,
    article_to_change,
    clock,
    key_in,
    newest_revision,
    news_of,
    openable,
    posted,
    shut_because,
    signed,
)
from articles.desk.notes import NoteInline, note_rows
from articles.desk.presence import heartbeat

LARGEST = 2 * 1024 * 1024
AFTER_THE_LAST_KEY = timedelta(seconds=2)
AT_THE_LATEST = timedelta(seconds=10)
AFTER_A_FAILURE = timedelta(seconds=5)
AFTER_A_SAVE = timedelta(seconds=10)
"""When a page that is still there may be saved again: the save was stopped, or the line is slow."""


class KeepsUnsavedText:
    """A ModelAdmin whose form is autosaved, and offers to bring back what was never saved."""

    @property
    def media(self):
        """Add the scripts that send and the style of what they say."""
        scripts = [Script("desk/autosave.js", type="module"), Script("desk/presence.js", type="module")]
        return super().media + Media(css={"all": ["desk/unsaved.css"]}, js=scripts)

    def get_urls(self):
        """Add where forms are autosaved, and their login renewed."""
        keep = self.admin_site.admin_view(require_POST(self.autosave))
        offers = self.admin_site.admin_view(require_GET(self.unsaved))
        forget = self.admin_site.admin_view(require_POST(self.forget_autosave))
        token = self.admin_site.admin_view(require_GET(self.token))
        return [
            path("token/", token, name="articles_article_token"),
            path("article/autosave/", keep, name="articles_article_autosave_new"),
            path("<int:pk>/autosave/", keep, name="articles_article_autosave"),
            path("article/unsaved/", offers, name="articles_article_unsaved_new"),
            path("<int:pk>/unsaved/", offers, name="articles_article_unsaved"),
            path("unsaved/<int:autosave>/forget/", forget, name="articles_article_forget_autosave"),
            *super().get_urls(),
        ]

    def autosave(self, request, pk=None):
        """Keep the posted form for this person, and tell whether the article has been saved meanwhile."""
        article = openable(request.user, pk) if pk else article_to_change(self, request, pk)
        if pk and article is None:
            raise Http404
        if int(request.META.get("CONTENT_LENGTH") or 0) > LARGEST:
            return JsonResponse({}, status=413)
        data = posted(request)
        kept = Autosave.objects.keep(
            request.user, key_in(data, "draft_key"), _fields(data), article, _moment(data.get("written_at"))
        )
        newest = newest_revision(article)
        answer = {
            "saved_at": kept.saved_at,
            "at": clock(kept.saved_at),
            "now": _milliseconds(timezone.now()),
            "filed": kept.filed_at is not None,
            "newest": newest and newest.number,
            "news": news_of(newest, kept.base),
            "shut": shut_because(request.user, article) if article else "",
            "show": reverse("admin:articles_article_kept", args=[kept.pk]),
        }
        return JsonResponse(answer)

    def unsaved(self, request, pk=None):
        """Show the offers alone: the browser may have brought more of them."""
        article = article_to_change(self, request, pk)
        context = {"offers": offers(request.user, article, request.GET.get("except", ""))}
        return render(request, "admin/articles/article/_offers.html", context)

    def forget_autosave(self, request, autosave):
        """Delete one of one's own autosaves."""
        Autosave.objects.filter(user=request.user, pk=autosave).delete()
        return JsonResponse({})

    def token(self, request):
        """Give a form whose login was renewed in another tab what it needs to be saved, and say whose login it is."""
        response = JsonResponse({"token": get_token(request), "user": request.user.pk})
        response.headers["Cache-Control"] = "private, no-store"
        return response

    def get_form(self, request, obj=None, **kwargs):
        """Fill the form with the autosave that is to be restored."""
        form = super().get_form(request, obj, **kwargs)
        autosave = _restored(request, obj)
        return _filled(form, autosave) if autosave else form

    def get_formset_kwargs(self, request, obj, inline, prefix):
        """Fill the rows with those of the autosave that is to be restored."""
        kwargs = super().get_formset_kwargs(request, obj, inline, prefix)
        autosave = _restored(request, obj if obj.pk else None)
        if not autosave:
            return kwargs
        is_notes = isinstance(inline, NoteInline)
        data = note_rows(autosave, prefix) if is_notes else photo_rows(autosave, obj, prefix)
        return kwargs | {"data": data, "files": {}} if data else kwargs

    def save_related(self, request, form, formsets, change):
        """Let go of what was kept of this form, also under the key that it had when it was first posted."""
        super().save_related(request, form, formsets, change)
        for key in (request.POST.get(name, "") for name in ("draft_key", "saved_key")):
            if KEY.fullmatch(key):
                Autosave.objects.file(request.user, key, form.instance)

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        """Tell the page how and where to keep what is typed."""
        autosave = _restored(request, obj)
        posted_key = request.POST.get("draft_key", "")
        key = posted_key if KEY.fullmatch(posted_key) else secrets.token_hex(16)
        key = autosave.draft_key if autosave else key
        if autosave and autosave.base is not None:
            # An old base goes the way of every form that was open for long: it is merged, or asked about.
            context["base"] = autosave.base
        context["unsaved"] = {
            "key": key,
            "offers": offers(request.user, obj, key),
            "begun": autosave is not None or request.method == "POST",
            "now": _milliseconds(timezone.now()),
            "pause": AFTER_THE_LAST_KEY // timedelta(milliseconds=1),
            "longest": AT_THE_LATEST // timedelta(milliseconds=1),
            "retry": AFTER_A_FAILURE // timedelta(milliseconds=1),
            "again": AFTER_A_SAVE // timedelta(milliseconds=1),
            "heartbeat": heartbeat(),
        }
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)


def offers(user, article, except_key):
    """What this person may bring back into the form, newest first.

    [{"autosave", "title", "is_newer" (than what is saved), "words" (how many differ), "first" (some of them)}]
    """
    Autosave.objects.follow(user)
    newest = newest_revision(article)
    found = Autosave.objects.of(user, article).pending().exclude(draft_key=except_key)
    return [_offer(autosave, article, newest) for autosave in found]


def photo_rows(autosave, article, prefix):
    """Return the autosave's photo rows as they would be posted now.

    Photos that the article has meanwhile stand among them; rows whose photo is gone come back as new ones.
    """
    kept, lead = _rows_by_picture(autosave, prefix)
    standing = list(article.photos.order_by("number", "pk")) if article.pk else []
    rows = [(photo, kept.pop(str(photo.picture_id), None)) for photo in standing]
    rows += [(None, row) for row in kept.values() if "DELETE" not in row]
    data = QueryDict(mutable=True)
    data.update({f"{prefix}-TOTAL_FORMS": len(rows), f"{prefix}-INITIAL_FORMS": len(standing)})
    for place, (photo, row) in enumerate(rows):
        values = dict(row or _row_of(photo), id=photo.pk if photo else "", article=article.pk or "")
        data.update({f"{prefix}-{place}-{name}": str(value) for name, value in values.items()})
        if lead and str(values["picture"]) == lead:
            data[f"{prefix}-lead"] = f"{prefix}-{place}"
    return data


def _rows_by_picture(autosave, prefix):
    """Return ({picture: {field: value}}, the picture that leads), all as texts."""
    rows = {}
    for name, values in autosave.fields.items():
        row, _dash, field = name.removeprefix(f"{prefix}-").partition("-")
        if name.startswith(f"{prefix}-") and row.isdigit() and values:
            rows.setdefault(f"{prefix}-{row}", {})[field] = values[-1]
    lead = rows.get(autosave.value(f"{prefix}-lead"), {}).get("picture")
    return {row["picture"]: row for row in rows.values() if row.get("picture")}, lead


def _row_of(photo):
    names = ("caption", "credit", "alt", "number")
    return {"picture": photo.picture_id} | {name: getattr(photo, name) for name in names}


def _restored(request, article):
    """The autosave that the address asks to restore into this article's form, if it is this person's."""
    asked = request.GET.get("autosave", "")
    if request.method != "GET" or not (asked.isascii() and asked.isdigit() and len(asked) < 19):
        return None
    return Autosave.objects.of(request.user, article).pending().filter(pk=asked).first()


def _filled(form_class, autosave):
    class Filled(form_class):
        """The form as it was left; it is checked when it is saved."""

        def __init__(self, *args, **kwargs):
            super().__init__(*args, **kwargs)
            for name, field in self.fields.items():
                # A browser posts nothing for boxes of which none is ticked.
                if getattr(field.widget, "allow_multiple_selected", False):
                    self.initial[name] = autosave.fields.get(name, [])
                elif name in autosave.fields:
                    self.initial[name] = autosave.value(name)

    return Filled


def _offer(autosave, article, newest):
    words, first = autosave.difference_from(article)
    last = newest or article
    is_newer = last is None or autosave.saved_at >= last.saved_at
    title = _title(autosave, article, newest, is_newer)
    return {"autosave": autosave, "title": title, "is_newer": is_newer, "words": words, "first": first}


def _title(autosave, article, newest, is_newer):
    facts = {"when": clock(autosave.saved_at)}
    if newest:
        facts |= {"number": newest.number, "by": signed(newest)}
    if article is None:
        said = _("There is unsaved text of %(when)s")
    elif is_newer and news_of(newest, autosave.base):
        said = _("There is unsaved text of %(when)s, newer than version %(number)d (%(by)s), but begun before it")
    elif is_newer:
        said = _("There is unsaved text of %(when)s, newer than what is saved")
    elif newest:
        said = _("There is unsaved text of %(when)s, older than version %(number)d (%(by)s)")
    else:
        said = _("There is unsaved text of %(when)s, older than what is saved")
    return said % facts


def _fields(data):
    fields = data.get("fields")
    if not isinstance(fields, dict):
        raise BadRequest("No fields.")
    if not all(isinstance(v, list) and all(isinstance(text, str) for text in v) for v in fields.values()):
        raise BadRequest("A field is a list of texts.")
    return fields


def _moment(milliseconds):
    """When a browser says it kept a copy, by the server's clock; None for what is being typed now."""
    if not isinstance(milliseconds, int | float) or not 1 < milliseconds < 4e12:
        return None
    return datetime.fromtimestamp(milliseconds / 1000, UTC)


def _milliseconds(moment):
    return int(moment.timestamp() * 1000)
