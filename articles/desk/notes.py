"""Notes to readers, as rows of the article's form."""

from django import forms
from django.contrib import admin
from django.forms.models import BaseInlineFormSet
from django.http import QueryDict

from articles.models import Note


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


class NoteFormSet(BaseInlineFormSet):
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
