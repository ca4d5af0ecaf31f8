"""Notes to readers, as rows of the article's form."""

from django import forms
from django.contrib import admin
from django.forms.models import BaseInlineFormSet
from django.http import QueryDict

from articles.models import Note
from articles.revisions import NOTE_WORDS
from language.typography import typeset
from people.rows import PostedRows

PREFIX = "notes"
MOST_ROWS = 1000


class NoteForm(forms.ModelForm):
    """One note."""

    class Meta:
        model = Note
        fields = ["kind", "text"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["text"].widget.attrs |= {"rows": 2}
        # A row that was not touched is not saved, so it cannot undo what somebody else has made of it meanwhile.
        for field in self.fields.values():
            field.show_hidden_initial = True


class NoteFormSet(PostedRows, BaseInlineFormSet):
    """The notes of one article; `user` is who writes them."""

    user = None

    def __init__(self, *args, **kwargs):
        """Take a form that was opened before there was room for notes as one that changes none."""
        super().__init__(*args, **kwargs)
        if self.is_bound and self.add_prefix("TOTAL_FORMS") not in self.data:
            self.data = self.data.copy()
            self.data.update({self.add_prefix(name): "0" for name in ("TOTAL_FORMS", "INITIAL_FORMS")})

    def save_new(self, form, commit=True):
        """Remember who wrote it."""
        form.instance.created_by = self.user
        return super().save_new(form, commit)


def notes_in(posted, article, may_delete):
    """Return the article's notes as the posted rows would leave them, as in a snapshot; None without any rows.

    New ones have numbers below zero. A row that was not touched says what is stored, so its note may be gone by now;
    a note that is gone stays under its number when its row was touched.
    """
    total = posted.get(f"{PREFIX}-TOTAL_FORMS", "")
    if not (total.isascii() and total.isdigit() and len(total) < 5 and int(total) <= MOST_ROWS):
        return None
    notes = {
        note.pk: {"note": note.pk} | {word: getattr(note, word) for word in NOTE_WORDS} for note in _in_order(article)
    }
    for place in range(int(total)):
        row = f"{PREFIX}-{place}"
        pk = posted.get(f"{row}-id", "")
        number = int(pk) if pk.isascii() and pk.isdigit() and len(pk) < 19 else -place - 1
        if may_delete and posted.get(f"{row}-DELETE"):
            notes.pop(number, None)
        elif _is_touched(posted, row, article.language):
            text = typeset(posted.get(f"{row}-text", ""), article.language)
            notes[number] = {"note": number, "kind": posted.get(f"{row}-kind", ""), "text": text}
    return list(notes.values())


def with_notes(posted, article, notes):
    """Return the form with these notes of a snapshot as its rows: those that stand first, as a formset wants them.

    `was` keeps the number of each; it finds the row again when the note itself is gone.
    """
    data, wanted = posted.copy(), {note["note"]: note for note in notes}
    for name in [name for name in data if name.startswith((f"{PREFIX}-", f"initial-{PREFIX}-"))]:
        del data[name]
    rows = [(note, wanted.pop(note.pk, None)) for note in _in_order(article)]
    standing = len(rows)
    rows += [(None, note) for note in wanted.values()]
    data[f"{PREFIX}-TOTAL_FORMS"], data[f"{PREFIX}-INITIAL_FORMS"] = str(len(rows)), str(standing)
    for place, (note, words) in enumerate(rows):
        # A new row whose text is emptied again is one that was not touched.
        shown = {word: getattr(note, word) for word in NOTE_WORDS} if note else {"kind": words["kind"], "text": ""}
        row = {"id": note.pk if note else "", "article": article.pk, "was": note.pk if note else words["note"]}
        row |= {word: words[word] for word in NOTE_WORDS} if words else shown | {"DELETE": "on"}
        data.update({f"{PREFIX}-{place}-{name}": str(value) for name, value in row.items()})
        data.update({f"initial-{PREFIX}-{place}-{word}": shown[word] for word in NOTE_WORDS})
    return data


def row_of(posted, number):
    """Return the name of the row that `with_notes` made for the note of this number."""
    found = (name for name in posted if name.startswith(f"{PREFIX}-") and name.endswith("-was"))
    return next((name.removesuffix("-was") for name in found if posted[name] == str(number)), "")


def _in_order(article):
    return article.notes.order_by("created_at", "pk")


def _is_touched(posted, row, language):
    """Tell whether the row says something else than it said when the form was opened."""
    if not posted.get(f"{row}-id") and not posted.get(f"{row}-text", "").strip():
        return False
    return any(
        typeset(posted.get(f"{row}-{word}", ""), language) != typeset(posted[f"initial-{row}-{word}"], language)
        if f"initial-{row}-{word}" in posted
        else True
        for word in NOTE_WORDS
    )


def note_rows(autosave, prefix):
    """Return the autosave's note rows as they would be posted now, None when it has none."""
    data = QueryDict(mutable=True)
    for name, values in autosave.fields.items():
        if name.startswith(f"{prefix}-"):
            data.setlist(name, values)
    return data or None


class NoteInline(admin.TabularInline):
    """The rows. Whoever may change the article may write to its readers; only those who publish take a note back."""

    model = Note
    form = NoteForm
    formset = NoteFormSet
    extra = 0
    template = "admin/articles/article/notes.html"

    def get_formset(self, request, obj=None, **kwargs):
        """Let the rows know who writes them."""
        formset = super().get_formset(request, obj, **kwargs)
        formset.user = request.user
        return formset

    def has_view_permission(self, request, obj=None):
        return request.user.has_perm("articles.change_article")

    has_add_permission = has_change_permission = has_view_permission

    def has_delete_permission(self, request, obj=None):
        return request.user.has_perm("articles.publish_article")
