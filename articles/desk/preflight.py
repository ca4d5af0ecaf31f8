"""Preflight at the desk: what is remarked on the form as it stands, and publishing in two steps."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.forms import Media, Script, all_valid
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST

from articles.desk.from_scripts import LONGEST_NUMBER, article_to_change
from articles.desk.photos import PhotoFormSet
from articles.models import Status
from articles.preflight import WARNS, Remark, Story, StoryPhoto, remarks, story_of
from language.hashtags import clean_hashtag

TEXTS = ["headline", "kicker", "lead", "body", "source_line"]
PHOTO_WORDS = ["caption", "credit", "alt"]
LEAVES = Remark("leaves", WARNS, "status", gettext_lazy("Readers will see it no more."), gettext_lazy("status"))


class ChecksBeforePublishing:
    """A ModelAdmin whose «Check» answers with remarks, and whose form is held back once when it would publish them.

    The form comes back with all that was typed and the list of remarks. It goes through when nothing blocks it and
    `preflight_seen` names every remark that is found: what has changed since is shown before it is public. One that
    would take a story away from readers is held back in the same way: a wheel turned over the list must not do it.
    """

    @property
    def media(self):
        """Add the script that mends in place and the style of the list."""
        return super().media + Media(
            css={"all": ["desk/preflight.css"]}, js=[Script("desk/preflight.js", type="module")]
        )

    def get_urls(self):
        """Add where a form is checked."""
        check = self.admin_site.admin_view(require_POST(self.preflight))
        return [
            path("preflight/", check, name="articles_article_preflight_new"),
            path("<int:pk>/preflight/", check, name="articles_article_preflight"),
            *super().get_urls(),
        ]

    def preflight(self, request, pk=None):
        """Answer with the remarks on the posted form, as a fragment; nothing is kept."""
        article = article_to_change(self, request, pk)
        change = article is not None
        with transaction.atomic():
            form = self.get_form(request, article, change=change)(request.POST, instance=article)
            form.is_valid()
            formsets, _inlines = self._create_formsets(request, form.instance, change=change)
            found = remarks(story_in(form, formsets), before_saving=True)
            transaction.set_rollback(True)
        return render(request, "admin/articles/article/_preflight.html", {"remarks": found})

    def _create_formsets(self, request, obj, change):
        formsets, inlines = super()._create_formsets(request, obj, change)
        request.filled_rows = formsets
        return formsets, inlines

    def save_form(self, request, form, change):
        """Hold back a story that is to be published, or withdrawn, while there are remarks its editor has not seen."""
        article = super().save_form(request, form, change)
        if _changes_for_readers(form) and all_valid(request.filled_rows):
            request.is_withdrawing = not _is_to_be_published(form)
            request.preflight = [LEAVES] if request.is_withdrawing else remarks(story_in(form, request.filled_rows))
            seen = set(request.POST.get("preflight_seen", "").split())
            is_held = any(remark.blocks or remark.key not in seen for remark in request.preflight)
            for rows in request.filled_rows:
                rows.is_held = is_held
        return article

    def render_change_form(self, request, context, *args, **kwargs):
        """Show the remarks that hold the story back."""
        found = getattr(request, "preflight", [])
        context["preflight_remarks"] = found
        context["is_withdrawing"] = getattr(request, "is_withdrawing", False)
        context["may_be_published"] = not any(remark.blocks for remark in found)
        context["preflight_seen"] = " ".join(remark.key for remark in found)
        return super().render_change_form(request, context, *args, **kwargs)


def look_over(article):
    """Return the warnings about a saved article; raise ValidationError naming what blocks its publication."""
    found = remarks(story_of(article))
    blocking = [remark.message for remark in found if remark.blocks]
    if blocking:
        raise ValidationError(blocking)
    return found


def say_how_many(request, article, warnings):
    """Tell how many warnings an article has, if any, that was published from the list."""
    if warnings:
        said = ngettext("%(headline)s: %(number)d remark", "%(headline)s: %(number)d remarks", len(warnings))
        messages.warning(request, said % {"headline": article.headline, "number": len(warnings)})


def story_in(form, formsets):
    """Return the story that a bound form holds, as typed; the form may have errors."""
    texts = {name: _typed(form, name) for name in TEXTS}
    photos = [
        StoryPhoto(
            place, row.shown_picture.width, *(_typed(row, name) for name in ("caption", "credit", "alt")), row.prefix
        )
        for place, row in enumerate(_rows(formsets), start=1)
    ]
    section = form.cleaned_data.get("section") if "section" in form.fields else form.instance.section
    return Story(
        language=form.cleaned_data.get("language") or form.instance.language,
        has_section=section is not None,
        hashtags=tuple(name for name in form.cleaned_data.get("hashtags") or () if clean_hashtag(name)),
        photos=tuple(photos),
        article_id=form.instance.pk,
        **texts,
    )


def _typed(form, name):
    return str(form[name].value() or "") if name in form.fields else getattr(form.instance, name, "")


def _rows(formsets):
    """The rows that will be photos, in their order."""
    photos = (formset for formset in formsets if isinstance(formset, PhotoFormSet))
    rows = [row for formset in photos for row in formset.forms if row.shown_picture and not _is_deleted(row)]
    return sorted(rows, key=_number)


def _is_deleted(row):
    return "DELETE" in row.fields and bool(row["DELETE"].value())


def _number(row):
    number = str(row["number"].value())
    return int(number) if number.isascii() and number.isdigit() and len(number) < LONGEST_NUMBER else 0


def _changes_for_readers(form):
    was, becomes = form.initial.get("status"), form.cleaned_data.get("status", form.initial.get("status"))
    return was != becomes and Status.PUBLISHED in (was, becomes)


def _is_to_be_published(form):
    return form.cleaned_data["status"] == Status.PUBLISHED
