"""What a reader fills in; whether it is taken in, the models decide."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from articles.models import Author, Publication
from comments.models import LONGEST, Comment
from language.own_words import tidy, tidy_line
from paging.shared import shared
from people.models import Ban
from people.names import check_name

LONGEST_QUOTE = Comment._meta.get_field("quote").max_length
LONGEST_APPEAL = Ban._meta.get_field("appeal").max_length
LONGEST_NAME = Comment._meta.get_field("name").max_length
QUICKEST = 1500
"""Milliseconds between the first touch of the form and its sending that no person undercuts."""


class OwnWords(forms.CharField):
    """The text of a comment, tidied; nothing cuts a long one short while it is typed or pasted."""

    widget = forms.Textarea

    def __init__(self, **kwargs):
        super().__init__(error_messages={"required": _("Write something first.")}, strip=False, **kwargs)

    def to_python(self, value):
        """Return the words without what only breaks pages."""
        return tidy(super().to_python(value))

    def validate(self, value):
        """Refuse nothing at all, and too much."""
        super().validate(value)
        if len(value) > LONGEST:
            over = len(value) - LONGEST
            raise ValidationError(
                ngettext(
                    "At most %(most)d characters: %(over)d too many.",
                    "At most %(most)d characters: %(over)d too many.",
                    over,
                )
                % {"most": LONGEST, "over": over}
            )


class Line(forms.CharField):
    """A name or a quote, on one line."""

    def to_python(self, value):
        """Return it without what only breaks pages."""
        return tidy_line(super().to_python(value))


def refuse_names_of_staff(name):
    """Raise ValidationError for a name that readers would take for somebody's of the newsroom."""
    check_name(name, shared("taken_names", _bylines_and_publication))


def _bylines_and_publication():
    publication = Publication.current()
    names = [*Author.objects.values_list("byline_ru", "byline_kk"), (publication.name_ru, publication.name_kk)]
    return [taken for both in names for taken in both if taken]


class UnchangingFields(dict):
    """The fields of a form that changes none of them, so that a request need not have a copy of each."""

    def __deepcopy__(self, memo):
        """Return another dictionary of the same fields."""
        return dict(self)


class CommentForm(forms.Form):
    """A new comment, with what tells a person from a program: a field nobody sees, and the time it took."""

    text = OwnWords(label=_("Your comment"))
    name = Line(label=_("Your name"), required=False, widget=forms.TextInput(attrs={"autocomplete": "nickname"}))
    parent = forms.CharField(required=False, widget=forms.HiddenInput)
    quote = Line(required=False, max_length=LONGEST_QUOTE, widget=forms.HiddenInput)
    agree = forms.BooleanField(required=False)
    website = forms.CharField(required=False)
    ms = forms.CharField(required=False, widget=forms.HiddenInput)

    emptied = ()
    """The fields that could not be sent again as they were."""

    def empty(self, *names):
        """Let fields be empty when the form is shown again."""
        self.data, self.emptied = self.data.copy(), names
        for name in names:
            self.data[name] = ""

    def clean_name(self):
        """Refuse a name longer than a line."""
        name = self.cleaned_data["name"]
        if len(name) > LONGEST_NAME:
            raise ValidationError(_("At most %(most)d characters."), params={"most": LONGEST_NAME})
        return name

    def clean(self):
        """Refuse what only programs do, in words that help a person whom a program resembles."""
        ms = self.cleaned_data.get("ms", "")
        if self.cleaned_data.get("website"):
            self.empty("website")
            raise ValidationError(
                _("This looks like a program's work: a field that nobody sees was not empty. Now it is; send again.")
            )
        if ms.isascii() and ms.isdigit() and int(ms[:9]) < QUICKEST:
            raise ValidationError(_("That was very quick. Read it once more and send again."))


CommentForm.base_fields = UnchangingFields(CommentForm.base_fields)


class EditForm(forms.Form):
    """Other words for a comment."""

    text = OwnWords(label=_("Your comment"))


class NameForm(forms.Form):
    """How a reader wants to be called from now on."""

    name = Line(label=_("Your name"), max_length=LONGEST_NAME)

    def clean_name(self):
        """Refuse the names of the newsroom."""
        refuse_names_of_staff(self.cleaned_data["name"])
        return self.cleaned_data["name"]


class AppealForm(forms.Form):
    """What somebody who may not write says to the newsroom."""

    appeal = OwnWords(label=_("Why the ban should be lifted"))

    def clean_appeal(self):
        """Refuse more than a moderator reads."""
        if len(self.cleaned_data["appeal"]) > LONGEST_APPEAL:
            raise ValidationError(_("At most %(most)d characters."), params={"most": LONGEST_APPEAL})
        return self.cleaned_data["appeal"]
