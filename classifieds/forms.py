"""What somebody fills in who offers something; the fields of the category are asked too."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from classifieds.ads import LONGEST_NAME, LONGEST_TEXT, LONGEST_TITLE
from classifieds.catalogue import catalogue
from classifieds.categories import FieldKind, Nature
from classifieds.prices import WITH_NUMBER, Per, PriceKind, read_tenge
from classifieds.values import read_value
from language.own_words import tidy, tidy_line
from people.contacts import hash_of, tidy_email, tidy_number
from people.visitors import Contact

WITH_TIME = (Nature.SERVICE, Nature.REALTY, Nature.JOB)
SHORTEST_TITLE = 3


class Line(forms.CharField):
    """Own words on one line; a title of nothing but pictures is none."""

    def to_python(self, value):
        """Return it without what only breaks pages."""
        return tidy_line(super().to_python(value))


class Words(forms.CharField):
    """Own words on several lines."""

    widget = forms.Textarea

    def to_python(self, value):
        """Return them without what only breaks pages."""
        return tidy(super().to_python(value))


class Told(forms.CharField):
    """What the category asks; reads as classifieds.values does."""

    def __init__(self, field, **kwargs):
        self.field = field
        super().__init__(label=field.name, required=False, widget=_widget(field), help_text=field.unit, **kwargs)

    def clean(self, value):
        """Return the typed value, or raise ValidationError."""
        return read_value(self.field, value if isinstance(value, str) else "1" if value else "")


class OfferForm(forms.Form):
    """An ad of one category, before it is one."""

    title = Line(label=_("Title"), max_length=LONGEST_TITLE, help_text=_("What it is, in a few words"))
    text = Words(label=_("Description"), max_length=LONGEST_TEXT)
    price_kind = forms.ChoiceField(label=_("Kind of price"), choices=PriceKind.choices, initial=PriceKind.FIXED)
    price = forms.CharField(label=_("Price, ₸"), required=False, max_length=40)
    per = forms.ChoiceField(label=_("For which time"), choices=Per.choices, required=False)
    place = forms.ChoiceField(label=_("Where"))
    name = Line(label=_("Your name"), max_length=LONGEST_NAME)
    phone = forms.CharField(label=_("Phone"), max_length=40, help_text=_("Shown when somebody presses a button"))
    email = forms.CharField(
        label=_("E-mail"), max_length=254, help_text=_("Shown to nobody: the link to your ad goes there")
    )
    seller = forms.ChoiceField(
        label=_("You offer it as"),
        choices=[("private", _("a private person")), ("business", _("a business"))],
        initial="private",
        widget=forms.RadioSelect,
    )
    agree = forms.BooleanField(error_messages={"required": _("Agree to the rules first.")})
    website = forms.CharField(required=False)

    def __init__(self, category, *args, ad=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.category, self.ad = category, ad
        tree = catalogue()
        self.fields["place"].choices = [("", gettext("Choose")), *_places(tree.places)]
        if category.nature not in WITH_TIME:
            del self.fields["per"]
        if category.nature == Nature.JOB:
            self.fields["price"].label = _("Salary, ₸")
        self.asked = {f"f_{field.key}": field for field in tree.fields(category)}
        for name, field in self.asked.items():
            self.fields[name] = Told(field)
        if ad:
            del self.fields["agree"]
            if ad.confirmed_at:
                # The letter has proved this address; another one would have to prove itself.
                self.fields["email"].disabled = True

    @property
    def told(self):
        """The bound fields of the category."""
        return [self[name] for name in self.asked]

    @property
    def is_from_a_program(self):
        """Whether it has filled in what no person sees."""
        return bool(self.data.get("website"))

    def clean_title(self):
        """Refuse a title without words."""
        title = self.cleaned_data["title"]
        if sum(character.isalnum() for character in title) < SHORTEST_TITLE:
            raise ValidationError(gettext("Say in words what you offer."), code="words")
        return title

    def clean_phone(self):
        """Return it in the one form of the number."""
        return tidy_number(self.cleaned_data["phone"])

    def clean_email(self):
        """Return it in small letters."""
        return tidy_email(self.cleaned_data["email"])

    def clean(self):
        """Let the price and its kind fit each other."""
        kind, text = self.cleaned_data.get("price_kind"), self.cleaned_data.get("price", "")
        try:
            amount = read_tenge(text) if kind in WITH_NUMBER else None
            if kind in WITH_NUMBER and amount is None:
                raise ValidationError(gettext("Write a price, or choose a kind that has none."), code="no_price")
        except ValidationError as error:
            self.add_error("price", error)
            amount = None
        self.cleaned_data["price"] = amount
        return self.cleaned_data

    @property
    def values(self):
        """What `Ad.change` takes, and a new ad is made of."""
        clean = self.cleaned_data
        told = {field.key: clean[name] for name, field in self.asked.items() if clean[name] is not None}
        return {
            "category_id": self.category.pk,
            "title": clean["title"],
            "text": clean["text"],
            "fields": told,
            "price": clean["price"],
            "price_kind": clean["price_kind"],
            "per": clean.get("per", "") if clean["price"] else "",
            "place_id": int(clean["place"]),
            "is_business": clean["seller"] == "business",
            "name": clean["name"],
            "phone": clean["phone"],
            "email": clean["email"],
            "phone_hash": hash_of(Contact.SMS, clean["phone"]),
            "email_hash": hash_of(Contact.EMAIL, clean["email"]),
        }


def filled_from(ad):
    """Return the initial values of a form that changes an ad."""
    values = {name: getattr(ad, name) for name in ("title", "text", "price_kind", "price", "per", "name", "phone")}
    values |= {"place": ad.place_id, "email": ad.email, "seller": "business" if ad.is_business else "private"}
    return values | {f"f_{key}": value for key, value in ad.fields.items()}


def _widget(field):
    if field.kind == FieldKind.CHOICE:
        options = [(option.key, option.name) for option in field.options.all()]
        return forms.Select(choices=[("", "—"), *options])
    if field.kind == FieldKind.YES_NO:
        return forms.CheckboxInput(check_test=bool)
    return forms.TextInput(attrs={"inputmode": "numeric"} if field.kind == FieldKind.NUMBER else {})


def _places(tree, of=None, depth=0):
    for row in tree.children(of) if of else tree.tops:
        yield row.pk, "\u00a0\u00a0" * depth + row.name
        yield from _places(tree, row, depth + 1)
