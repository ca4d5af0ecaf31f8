"""What a reader fills in to report a mistake; the dialog sends the same form with where the words stand."""

import re
import uuid

from django import forms
from django.utils.translation import gettext_lazy as _

from corrections.anchoring import AROUND, Selector
from corrections.models import Kind, Report
from corrections.taking_in import Wanted
from corrections.tickets import LONGEST

NUMBER = re.compile("[0-9]{1,9}")


class ReportForm(forms.Form):
    """The words, what they should be, what kind of mistake it is."""

    exact = forms.CharField(
        label=_("The words with the mistake"),
        max_length=LONGEST,
        error_messages={
            "required": _("Write where the mistake is: one word is enough."),
            "max_length": _("That is too much: mark a sentence or less, at most %(limit_value)d characters."),
        },
    )
    suggestion = forms.CharField(
        label=_("How it should be"),
        required=False,
        strip=False,
        max_length=LONGEST * 3,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("May stay empty: an editor sees the words."),
        error_messages={"max_length": _("That is too long: at most %(limit_value)d characters.")},
    )
    deletes = forms.BooleanField(label=_("These words should go"), required=False)
    kind = forms.ChoiceField(
        label=_("What is wrong?"),
        choices=Kind.choices,
        initial=Kind.TYPO,
        error_messages=dict.fromkeys(["required", "invalid_choice"], _("Choose what is wrong.")),
    )
    remark = forms.CharField(
        label=_("Anything else?"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"max_length": _("That is too long: at most %(limit_value)d characters.")},
    )
    email = forms.EmailField(
        label=_("E-mail, if you want to hear from us"),
        required=False,
        max_length=Report._meta.get_field("email").max_length,
        help_text=_("One letter when it is corrected; then we forget the address."),
        error_messages=dict.fromkeys(["invalid", "max_length"], _("This address does not look right.")),
    )
    website = forms.CharField(required=False)

    def __init__(self, data=None, **kwargs):
        # What no database stores is no reason to complain to a reader.
        cleaned = data and {name: _storable(value) for name, value in data.items()}
        super().__init__(cleaned, **kwargs)

    @property
    def is_from_a_program(self):
        """Whether the field that people do not see was filled in."""
        return bool(self.data.get("website"))

    @property
    def key(self):
        """The report's own key, made by the browser; a new one where there was none."""
        try:
            return uuid.UUID(self.data.get("key", ""))
        except ValueError:
            return uuid.uuid4()

    @property
    def wanted(self):
        """What a valid form asks for."""
        cleaned = self.cleaned_data
        suggestion = cleaned["suggestion"].strip()
        if cleaned["deletes"]:
            suggestion = ""
        elif not suggestion:
            suggestion = None
        return Wanted(self._selector(), suggestion, cleaned["kind"], cleaned["remark"], cleaned["email"])

    def _selector(self):
        numbers = {name: self._number(name) for name in ("start", "end", "revision")}
        around = {name: self.data.get(name, "")[: AROUND * 2] for name in ("prefix", "suffix")}
        return Selector(self.cleaned_data["exact"], block=self.data.get("block", "")[:24], **around, **numbers)

    def _number(self, name):
        text = self.data.get(name, "")
        return int(text) if NUMBER.fullmatch(text) else 0


def _storable(text):
    return text.replace("\0", "").encode(errors="replace").decode()
