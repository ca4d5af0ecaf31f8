"""The photographs of an article, as rows under its text."""

from functools import cached_property

from adminsortable2.admin import CustomInlineFormSet, SortableStackedInline
from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from articles.models import Article, Photo, Revision
from people.rows import PostedRows
from pictures.models import Picture
from pictures.recognising import Unreadable

LONGEST_ID = 18  # digits that always fit a BigAutoField


class PhotoForm(forms.ModelForm):
    """One row: a picture that was uploaded already, or, without JavaScript, a file of its own."""

    picture = forms.IntegerField(required=False, widget=forms.HiddenInput)
    file = forms.FileField(
        label=_("File"), required=False, widget=forms.FileInput(attrs={"accept": "image/*,.heic,.heif"})
    )

    class Meta:
        model = Photo
        fields = ["picture", "caption", "credit", "alt", "number"]

    def __init__(self, *args, among, **kwargs):
        self.among = among
        super().__init__(*args, **kwargs)
        self.fields["caption"].widget = forms.Textarea(attrs={"rows": 2, "maxlength": 500})
        self.fields["alt"].label = _("Description for those who cannot see it")

    @property
    def shown_picture(self):
        """The picture that the row shows, also when the form comes back with errors."""
        return self.among.pictures.get(_number(self["picture"].value()))

    @property
    def leads(self):
        """Whether this row's photo is to lead the article."""
        return self.among.leading_prefix == self.prefix

    def has_changed(self):
        """Ignore the place of a row in which nothing was put."""
        return bool(set(self.changed_data) - ({"number"} if self.instance._state.adding else set()))

    def clean_picture(self):
        """Return the picture, if it exists and this person may use it."""
        number = self.cleaned_data["picture"]
        if number is None:
            return None
        if number not in self.among.pictures:
            raise ValidationError(_("This picture is not there, or is not yours to use. Upload it again."))
        return self.among.pictures[number]

    def clean_file(self):
        """Return a picture made of the row's own file; it stays in the row whatever else is wrong with the form."""
        file = self.cleaned_data["file"]
        if not file:
            return None
        try:
            picture = Picture.objects.take_in(file, by=self.among.user)
        except Unreadable as refusal:
            raise ValidationError(f"{file.name}: {refusal.message}") from None
        self.among.pictures[picture.pk] = picture
        self.data = self.data.copy()
        self.data[self.add_prefix("picture")] = str(picture.pk)
        return picture

    def clean(self):
        """See that the row has a picture."""
        cleaned = super().clean()
        picture = cleaned.pop("file", None) or cleaned.get("picture")
        if cleaned.get("DELETE"):
            return cleaned
        if picture is None and not {"picture", "file"} & self.errors.keys():
            raise ValidationError(_("Choose a photo for this row, or delete the row."))
        if picture is not None and not self.among.takes(picture, self):
            raise ValidationError(_("This picture is in the list already."))
        return cleaned | {"picture": picture}


class PhotoFormSet(PostedRows, CustomInlineFormSet):
    """All rows of one article; `user` is who edits them."""

    user = None
    is_held = False
    """Whether the story is to come back to its editor before it is published."""

    def is_valid(self):
        """Let nothing be saved while the story is held."""
        return super().is_valid() and not self.is_held

    def get_form_kwargs(self, index):
        """Let each row see the others."""
        return super().get_form_kwargs(index) | {"among": self}

    @cached_property
    def pictures(self):
        """{id: picture} of those that the rows name and this person may use, read at once."""
        kept = {photo.picture_id: photo.picture for photo in self.get_queryset()} if self.instance.pk else {}
        named = {_number(value) for name, value in self.data.items() if name.endswith("-picture")} - {None, *kept}
        if not named:
            return kept
        seen = Photo.objects.filter(article__in=Article.objects.visible_to(self.user)).values("picture")
        usable = Picture.objects.filter(
            Q(uploaded_by=self.user)
            | Q(pk__in=seen)
            # Somebody may have taken it out of this article while it stood in the form.
            | Q(pk__in=Revision.pictures.through.objects.filter(revision__article=self.instance.pk).values("picture"))
        )
        return kept | usable.in_bulk(named)

    def takes(self, picture, row):
        """Give the picture to the row, unless another one has it."""
        return self._owners.setdefault(picture.pk, row.prefix) == row.prefix

    @cached_property
    def _owners(self):
        return {}

    @property
    def leading_prefix(self):
        """The prefix of the row whose photo leads the article."""
        if self.is_bound:
            return self.data.get(f"{self.prefix}-lead", "")
        leading = (form.prefix for form in self.initial_forms if form.instance.pk == self.instance.lead_photo_id)
        return next(leading, "")

    @property
    def leading_photo(self):
        """The saved photo that the desk chose to lead, if any."""
        chosen = (form for form in self.forms if form.leads and form not in self.deleted_forms)
        return next((form.instance for form in chosen if form.instance.pk), None)


class PhotoInline(SortableStackedInline):
    """The rows, in an order that is changed by dragging. Whoever may change the article may change its photos."""

    model = Photo
    form = PhotoForm
    formset = PhotoFormSet
    fields = ["picture", "file", "caption", "credit", "alt", "number"]
    ordering = ["number"]
    extra = 1
    template = "admin/articles/article/photos.html"

    def get_queryset(self, request):
        """Read the pictures with their rows."""
        return super().get_queryset(request).select_related("picture")

    def has_view_permission(self, request, obj=None):
        return request.user.has_perm("articles.change_article")

    has_add_permission = has_change_permission = has_delete_permission = has_view_permission

    def get_formset(self, request, obj=None, **kwargs):
        """Let the rows know who edits them."""
        formset = super().get_formset(request, obj, **kwargs)
        formset.user = request.user
        return formset


def _number(value):
    text = str(value)
    return int(text) if text.isascii() and text.isdigit() and len(text) <= LONGEST_ID else None
