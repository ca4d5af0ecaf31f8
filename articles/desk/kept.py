"""A posted form is kept before it is judged: refused, it is shown with a way on; posted twice, it is saved once."""

import secrets

from django.conf import settings
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from articles import markup
from articles.autosave import KEPT_FOR, PICTURE_OF_ROW, Autosave
from articles.comparing import name_of, text_of_block
from articles.desk.conflict import ROWS, answered, with_rows
from articles.desk.from_scripts import KEY, NUMBER, openable, shut_because
from articles.merging import blocks_of
from articles.models import Article, Note, Photo, Status
from articles.revisions import PHOTO_WORDS, snapshot_of

ABOVE_THE_TEXT, BELOW_IT = ("kicker", "headline", "lead"), ("source_line", "hashtags")
LONGEST_PLACE = 9


class KeepsPostedForms:
    """A ModelAdmin of articles that loses no form: neither one that it refuses, nor one whose answer was lost."""

    def get_urls(self):
        """Add the page of one kept text."""
        show = self.admin_site.admin_view(require_GET(self.kept_text))
        return [path("unsaved/<int:autosave>/", show, name="articles_article_kept"), *super().get_urls()]

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        """Save the form if it may be saved; the story that an earlier post of it began is not begun again."""

        show = super().changeform_view
        if request.method != "POST":
            return show(request, object_id, form_url, extra_context)

        def view():
            begun = None if object_id else begun_by(request.user, request.POST)
            return self._save_again(request, begun) if begun else show(request, object_id, form_url, extra_context)

        request.POST = with_all_rows(request.POST, openable(request.user, unquote(object_id or "")))
        return self._or_show_what_was_typed(request, object_id, view)

    def send_to_review(self, request, pk):
        """Show what was typed to whom the article is shut meanwhile."""
        view = super().send_to_review
        return self._or_show_what_was_typed(request, str(pk), lambda: view(request, pk))

    def send_back(self, request, pk):
        """Lead its writer back to the text that was kept."""
        view = super().send_back
        answer = self._or_show_what_was_typed(request, str(pk), lambda: view(request, pk))
        return self._leading_to_kept(request, answer)

    def out_of_bin(self, request, pk):
        """Lead whoever brings the article back to the text that was kept."""
        return self._leading_to_kept(request, super().out_of_bin(request, pk))

    def kept_text(self, request, autosave):
        """Show one of one's own unsaved texts, to be copied or gone on with."""
        kept = get_object_or_404(Autosave.objects.filter(user=request.user).pending(), pk=autosave)
        return self._page_of(request, kept)

    def _or_show_what_was_typed(self, request, object_id, view):
        """Answer as the view does; when it refuses, with a page that holds what was posted."""
        is_typed = "headline" in request.POST and self.has_view_or_change_permission(request)
        if is_typed:
            posted = answered(request.POST)
            article = openable(request.user, unquote(object_id)) if object_id else None
            kept = keep_posted(request.user, posted, article)
        try:
            with transaction.atomic():
                return view()
        except (PermissionDenied, Http404) as refusal:
            if not is_typed:
                raise
            if kept.filed_at:
                kept = keep_posted(request.user, posted, article, key=secrets.token_hex(16))
            return self._page_of(request, kept, status=404 if isinstance(refusal, Http404) else 403)

    def _save_again(self, request, article):
        """Take the form of a new story as the form of the article that it has begun already."""
        address = reverse("admin:articles_article_change", args=[article.pk])
        request.POST = request.POST.copy()
        request.POST["base"] = "1"
        self._move_rows(request, article)
        answer = self.changeform_view(request, str(article.pk), form_url=address)
        return redirect(address) if answer.status_code == 302 and "_continue" in request.POST else answer

    def _leading_to_kept(self, request, answer):
        restored = request.POST.get("restore", "")
        if answer.status_code != 302 or not NUMBER.fullmatch(restored):
            return answer
        mine = Autosave.objects.filter(user=request.user).pending().select_related("article")
        kept = mine.filter(pk=restored).first()
        may = kept and kept.article and self.has_change_permission(request, kept.article)
        return redirect(restoring(kept)) if may else answer

    def _page_of(self, request, kept, status=200):
        article = kept.article
        shut = shut_because(request.user, article) if article else ""
        own = article is not None and article.belongs_to(request.user)
        is_for_editors = article is not None and article.status != Status.DRAFT
        may_change = request.user.has_perm("articles.edit_others_article") or (own and not is_for_editors)
        context = self.admin_site.each_context(request) | {
            "title": _("Your unsaved text"),
            "opts": self.opts,
            "kept": kept,
            "days": KEPT_FOR.days,
            "texts": texts_of(kept),
            "shut": shut,
            "is_refused": status != 200,
            "is_gone": article is None and status != 200,
            "restore": restoring(kept) if not shut and (article or self.has_add_permission(request)) else "",
            "take_back": shut and own and not article.deleted_at and article.status == Status.IN_REVIEW,
            "out_of_bin": shut and article.deleted_at and may_change,
        }
        response = render(request, "admin/articles/article/kept.html", context, status=status)
        response.headers["Cache-Control"] = "private, no-store"
        return response


def with_all_rows(posted, article):
    """Return the form; one that was opened before it had rows of photos gets those that the article has."""
    if any(name.startswith(f"{ROWS}-") for name in posted):
        return posted
    if article:
        stored = snapshot_of(article)
        return with_rows(posted, article, stored["photos"], stored["lead_picture"])
    data = posted.copy()
    data.update({f"{ROWS}-TOTAL_FORMS": "0", f"{ROWS}-INITIAL_FORMS": "0"})
    return data


def keep_posted(user, posted, article, key=None):
    """Keep a posted form as this person's unsaved text; without an article as that of a new one."""
    own = posted.get("draft_key", "")
    key = key or (own if KEY.fullmatch(own) else secrets.token_hex(16))
    return Autosave.objects.keep(user, key, dict(posted.lists()), article)


def begun_by(user, posted):
    """Return the article that this form of a new story has begun when it was posted before, or None.

    The row is locked until the transaction ends: of two posts at one moment the second waits for the first.
    """
    keys = [posted.get(name, "") for name in ("draft_key", "saved_key")]
    found = Autosave.objects.select_for_update(of=["self"]).filter(user=user, draft_key__in=keys)
    return next((kept.article for kept in found if kept.filed_at and kept.article_id), None)


def restoring(kept):
    """The address of the form filled with an unsaved text."""
    if kept.article_id:
        return reverse("admin:articles_article_change", args=[kept.article_id], query={"autosave": kept.pk})
    return reverse("admin:articles_article_add", query={"autosave": kept.pk})


def texts_of(kept):
    """Return [(name, text)] of all that is written in an unsaved form, as people read it."""
    photos = _photos_of(kept)
    captions = {int(row["picture"]): row["caption"] for row in photos if NUMBER.fullmatch(row["picture"])}
    language = kept.value("language") if kept.value("language") in dict(settings.LANGUAGES) else "ru"
    blocks = blocks_of(markup.clean(kept.value("body"), language))
    body = "\n\n".join(text_of_block(block, captions) for block in blocks)
    texts = [(name_of(Article, name), kept.value(name)) for name in ABOVE_THE_TEXT]
    texts += [(name_of(Article, "body"), body), *((name_of(Article, name), kept.value(name)) for name in BELOW_IT)]
    for place, row in enumerate(photos, start=1):
        photo = _("photo %(number)s") % {"number": place}
        texts += [(f"{photo}: {Photo._meta.get_field(w).verbose_name}", row[w]) for w in PHOTO_WORDS]
    notes = [name for name in kept.fields if name.startswith("notes-") and name.endswith("-text")]
    texts += [(Note._meta.verbose_name, kept.value(name)) for name in notes]
    return [(name, text) for name, text in texts if text.strip()]


def _photos_of(kept):
    rows = {name.removesuffix("-picture") for name in kept.fields if PICTURE_OF_ROW.fullmatch(name)}
    words = ("picture", *PHOTO_WORDS)
    return [{word: kept.value(f"{row}-{word}") for word in words} for row in sorted(rows, key=_place)]


def _place(row):
    return int(row.rpartition("-")[2][:LONGEST_PLACE])
