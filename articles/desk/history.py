"""The history of an article: who saved what when, what differs between any two versions, and the way back."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _

from articles.comparing import (
    captions_of,
    changed_fields,
    compare_bodies,
    compare_notes,
    compare_photos,
    count_changes,
    name_of,
    shown,
)
from articles.desk.from_scripts import clock, signed
from articles.models import Article
from articles.revisions import RESTORED, TEXTS, restore_onto
from language.rewording import compare_words
from pictures.models import Picture

REVISIONS_PER_PAGE = 20
EMPTY = {"body": "", "photos": []}


class ShowsHistory:
    """A ModelAdmin of articles whose history page shows revisions."""

    def get_urls(self):
        """Add the way back."""
        restore = self.admin_site.admin_view(self.restore_view)
        address = path("<int:pk>/history/<int:number>/restore/", restore, name="articles_article_restore")
        return [address, *super().get_urls()]

    def history_view(self, request, object_id, extra_context=None):
        """List the revisions, and compare two of them: `?new=5&old=3`, the newest with the one before unless named."""
        article = self._readable(request, object_id)
        numbers = list(article.revisions.values_list("number", flat=True))
        page = Paginator(numbers, REVISIONS_PER_PAGE).get_page(request.GET.get("p"))
        new = _chosen(request, "new", numbers) or (numbers[0] if numbers else 0)
        old = _chosen(request, "old", numbers) or new - 1
        context = self._context(request, article, _("History")) | {
            "page": page,
            "rows": _rows(article, page.object_list),
            "may_restore": self.has_change_permission(request, article),
            "newest": numbers[0] if numbers else 0,
            "numbers": numbers,
        }
        if numbers:
            context["comparison"] = compare(article, min(old, new), max(old, new))
        return _private(render(request, "admin/articles/article/history.html", context))

    def restore_view(self, request, pk, number):
        """Ask, then bring a revision back as a new one; ask again when another has been saved since the question."""
        if request.method != "POST":
            return self._restore(request, pk, number)
        with transaction.atomic():
            # Locked before it is read: what is saved, published or withdrawn at this moment is not undone.
            Article.objects.select_for_update().filter(pk=pk).exists()
            return self._restore(request, pk, number)

    def _restore(self, request, pk, number):
        article = self._readable(request, pk)
        if not self.has_change_permission(request, article):
            raise PermissionDenied
        revision = get_object_or_404(article.revisions.select_related("author"), number=number)
        history = reverse("admin:articles_article_history", args=[article.pk])
        newest = article.newest_revision
        has_seen = request.POST.get("newest", str(newest.number)) == str(newest.number)
        if request.method == "POST" and has_seen:
            restored = restore_onto(article, revision, request.user)
            if restored:
                said = _("Version %(number)d is brought back as version %(new)d.")
                messages.success(request, said % {"number": number, "new": restored.number})
            else:
                messages.info(request, _("The article is like this version already."))
            return redirect(history)
        context = self._context(request, article, _("Bring back version %(number)d?") % {"number": number})
        context |= {
            "revision": row_of(revision),
            "comparison": compare(article, newest.number, number, only=RESTORED),
            "newest": newest.number,
            "signed": "" if has_seen else signed(newest),
        }
        status = 200 if has_seen else 409
        return _private(render(request, "admin/articles/article/restore.html", context, status=status))

    def _readable(self, request, object_id):
        """Return the article as it is for this person, or raise Http404 as if it were not there."""
        article = self.get_object(request, str(object_id))
        if article is None or not self.has_view_or_change_permission(request, article):
            raise Http404
        return article

    def _context(self, request, article, title):
        return self.admin_site.each_context(request) | {"title": title, "original": article, "opts": self.opts}


def compare(article, old, new, only=None):
    """Return what differs between two revisions of the article (in the fields named by `only`), as the template shows
    it; 0 is before the first.
    """
    found = {r.number: r for r in article.revisions.select_related("author").filter(number__in=[old, new])}
    before, after = (found[number].snapshot if number in found else EMPTY for number in (old, new))
    fields = [key for key in changed_fields(before, after) if only is None or key in only]
    captions = captions_of(before, after)
    blocks = compare_bodies(before["body"], after["body"], captions) if "body" in fields else []
    photos = compare_photos(before["photos"], after["photos"])
    pictures = Picture.objects.in_bulk([change.picture for change in photos])
    return {
        "old": row_of(found[old]) if old in found else None,
        "new": row_of(found[new]),
        "texts": [
            (name_of(Article, key), compare_words(before.get(key, ""), after[key]))
            for key in TEXTS
            if key in fields and key != "body"
        ],
        "fields": [
            (name_of(Article, key), shown(Article, key, before.get(key)), shown(Article, key, after.get(key)))
            for key in fields
            if key not in (*TEXTS, "photos", "notes")
        ],
        "blocks": blocks,
        "notes": compare_notes(before.get("notes", []), after.get("notes", [])) if "notes" in fields else [],
        "photos": [(change, pictures.get(change.picture)) for change in photos],
    }


def row_of(revision):
    """Return what a line about a revision says."""
    return {
        "number": revision.number,
        "by": revision.by,
        "credit": revision.credit,
        "when": clock(revision.saved_at),
        "saved_at": revision.saved_at,
        "restored_from": revision.restored_from,
    }


def _rows(article, numbers):
    """The revisions of one page with what each changed."""
    wanted = {*numbers, *(number - 1 for number in numbers)}
    found = {r.number: r for r in article.revisions.select_related("author").filter(number__in=wanted)}
    rows = []
    for number in numbers:
        row = row_of(found[number])
        if number - 1 in found:
            before, after = found[number - 1].snapshot, found[number].snapshot
            row["added"], row["removed"] = count_changes(before, after)
            row["changed"] = [name_of(Article, key) for key in changed_fields(before, after)]
        rows.append(row)
    return rows


def _chosen(request, name, numbers):
    """The revision number that the address names, if there is such a one."""
    text = request.GET.get(name, "")
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0
    return number if number in numbers else 0


def _private(response):
    response.headers["Cache-Control"] = "private, no-store"
    return response
