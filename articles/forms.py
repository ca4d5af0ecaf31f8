"""What the desk's forms take in: articles, hashtags, portraits."""

import re

from django import forms
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext_lazy as _

from articles.models import Article, Author, Hashtag, Section
from language.hashtags import clean_hashtag
from pictures.models import Picture
from pictures.recognising import Unreadable

LATEST_FOR_PAIRING = 60
FIRST_YEAR, LAST_YEAR = 1900, 2100


class MomentField(forms.DateTimeField):
    """A date and a time in one native control."""

    def __init__(self, **kwargs):
        widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
        super().__init__(**{"widget": widget, "required": False} | kwargs)

    def to_python(self, value):
        """Return the moment; a year that no newspaper was or will be made in is a slip of the hand."""
        moment = super().to_python(_in_local_time(value))
        if moment and not FIRST_YEAR <= moment.year <= LAST_YEAR:
            raise ValidationError(_("Check the year."), code="year")
        return moment

    def has_changed(self, initial, data):
        """Compare by the minute: the control shows no seconds."""
        return self._minute(initial) != self._minute(self.to_python(data))

    @staticmethod
    def _minute(moment):
        return moment and timezone.localtime(moment).replace(second=0, microsecond=0)


def _in_local_time(value):
    """Return the typed moment in local time, what cannot be read as it is.

    A clock that is set back shows an hour twice, as Kazakhstan's did on 29 February 2024, and one set forward leaves
    an hour out: Django refuses both, and with them every story that was published then.
    """
    try:
        moment = parse_datetime(value.strip()) if isinstance(value, str) else None
    except ValueError:
        return value
    return timezone.make_aware(moment) if moment and timezone.is_naive(moment) else value


class HashtagInput(forms.TextInput):
    """A text field that the desk's script turns into chips with suggestions."""

    template_name = "admin/widgets/hashtags.html"

    def get_context(self, name, value, attrs):
        """Add where suggestions come from."""
        return super().get_context(name, value, attrs) | {"suggestions": reverse("admin:articles_hashtag_suggest")}


class HashtagField(forms.CharField):
    """Hashtags as people type them: «#форум #СКО», or names parted by commas."""

    widget = HashtagInput

    def prepare_value(self, value):
        """Show saved hashtags with their signs."""
        return value if isinstance(value, str) or value is None else " ".join(f"#{tag.name}" for tag in value)

    def to_python(self, value):
        """Return the names; a word that cannot be a hashtag is named."""
        if isinstance(value, list):
            return [tag.name for tag in value]
        names = [name.strip() for name in re.split(r"[,;#\n]", value or "") if name.strip()]
        for name in names:
            if not clean_hashtag(name):
                raise ValidationError(_("“%(name)s” cannot be a hashtag."), params={"name": name}, code="invalid")
        return names

    def validate(self, value):
        """Ask only whether anything is there."""
        if self.required and not value:
            raise ValidationError(self.error_messages["required"], code="required")

    def run_validators(self, value):
        """Leave the names alone: they were checked one by one."""

    def has_changed(self, initial, data):
        """Compare names."""
        return [tag.name for tag in initial or []] != self.to_python(data)


class CounterpartInput(forms.TextInput):
    """A text field with the latest articles as suggestions."""

    template_name = "admin/widgets/counterpart.html"

    offered = Article.objects.none()

    def get_context(self, name, value, attrs):
        """Add the latest articles that are offered."""
        latest = self.offered.only("headline", "language").order_by("-pk")[:LATEST_FOR_PAIRING]
        return super().get_context(name, value, attrs) | {"latest": latest}


class CounterpartField(forms.CharField):
    """Another article, by its number or its address: one of those that are `offered`."""

    widget = CounterpartInput
    offered = Article.objects.none()

    def prepare_value(self, value):
        """Show a saved article by its number and headline."""
        return f"{value.pk} · {value.headline}" if isinstance(value, Article) else value

    def clean(self, value):
        """Return the article, or None for an empty field."""
        if isinstance(value, Article):
            return value
        text = super().clean(value)
        if not text:
            return None
        found = re.search(r"/news/(\d{1,18})\b", text) or re.match(r"\s*(\d{1,18})\b", text)
        article = self.offered.filter(pk=found[1]).first() if found else None
        if article is None:
            raise ValidationError(_("No article has this number or address. Choose one from the list."))
        return article

    def has_changed(self, initial, data):
        """Compare what stands in the field."""
        return (self.prepare_value(initial) or "") != (data or "")


class ArticleForm(forms.ModelForm):
    """The page on which a story is filed."""

    hashtags = HashtagField(label=_("Hashtags"), required=False)
    counterpart = CounterpartField(
        label=_("The same story in the other language"),
        required=False,
        help_text=_("The number or the address of that article."),
    )
    publish_at = MomentField(label=_("Publish at"), help_text=_("Leave empty to publish at once."))
    withdraw_at = MomentField(
        label=_("Withdraw at"), help_text=_("Readers see it until then. Leave empty to keep it.")
    )
    embargo_until = MomentField(label=_("Embargo until"), help_text=_("Nobody publishes it before."))
    front_until = MomentField(label=_("Until"))
    user = AnonymousUser()
    """Who fills the form."""

    class Meta:
        model = Article
        fields = [
            "language",
            "kicker",
            "headline",
            "lead",
            "body",
            "section",
            "also_in",
            "hashtags",
            "authors",
            "source_line",
            "format",
            "age_mark",
            "front_place",
            "front_until",
            "status",
            "publish_at",
            "withdraw_at",
            "embargo_until",
        ]
        widgets = {
            "headline": forms.Textarea(attrs={"rows": 2, "maxlength": 200, "class": "headline"}),
            "kicker": forms.TextInput(attrs={"class": "kicker"}),
            "lead": forms.Textarea(attrs={"rows": 3}),
            "also_in": forms.CheckboxSelectMultiple,
            "authors": forms.CheckboxSelectMultiple,
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "counterpart" in self.fields:
            self.initial["counterpart"] = self.instance.pair
            self._offer_pairs()
        if self.is_bound and self.instance.pk:
            self._keep_what_was_not_asked()

    def _offer_pairs(self):
        offered = Article.objects.pairable_by(self.user) | Article.objects.filter(pk=self.instance.pair_id)
        field = self.fields["counterpart"]
        field.offered = field.widget.offered = offered

    def _keep_what_was_not_asked(self):
        """Leave alone what a form opened before the last update of the site did not have yet.

        A browser posts nothing for boxes of which none is ticked; `asked` tells them from fields that were not there.
        """
        asked = {*self.data.get("asked", "").split(), *self.data}
        for name, field in self.fields.items():
            field.disabled = field.disabled or name not in asked

    def clean_headline(self):
        """Keep the headline on one line, however it was pasted."""
        return " ".join(self.cleaned_data["headline"].split())

    def clean_publish_at(self):
        """Keep the seconds of a moment that was not changed."""
        return self.instance.publish_at if "publish_at" not in self.changed_data else self.cleaned_data["publish_at"]

    def clean(self):
        """See that the pair is in the other language."""
        cleaned = super().clean()
        counterpart = cleaned.get("counterpart")
        if counterpart and counterpart.language == cleaned.get("language"):
            self.add_error("counterpart", _("The pair must be in the other language."))
        return cleaned


class PictureInput(forms.ClearableFileInput):
    """A file field that shows the picture it has."""

    template_name = "admin/widgets/picture.html"

    def is_initial(self, value):
        """Tell whether there is a picture already."""
        return isinstance(value, Picture)

    def format_value(self, value):
        """Give the template the picture itself."""
        return value if self.is_initial(value) else None


class PictureField(forms.FileField):
    """An uploaded file that becomes a Picture, or a sentence that says why not."""

    widget = PictureInput

    def __init__(self, *, limit_choices_to=None, queryset=None, to_field_name=None, **kwargs):
        super().__init__(**kwargs)

    def clean(self, data, initial=None):
        """Return the new picture, the one that was there, or None when it is taken away."""
        file = super().clean(data, initial)
        if not file or isinstance(file, Picture):
            return file or None
        try:
            return Picture.objects.take_in(file)
        except Unreadable as refusal:
            raise ValidationError(f"{file.name}: {refusal.message}") from None


class AuthorForm(forms.ModelForm):
    """An author, with the portrait uploaded in place."""

    portrait = PictureField(label=_("Portrait"), required=False)

    class Meta:
        model = Author
        fields = ["byline_ru", "byline_kk", "portrait", "bio_ru", "bio_kk", "user", "slug"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["portrait"] = self.instance.portrait


class SectionForm(forms.ModelForm):
    """A section whose addresses are made of its names, unless they are given."""

    class Meta:
        model = Section
        fields = ["name_ru", "name_kk", "slug_ru", "slug_kk", "description_ru", "description_kk"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in {"slug_ru", "slug_kk"} & self.fields.keys():
            self.fields[name].help_text = _("Leave empty to make it of the name.")


class HashtagForm(forms.ModelForm):
    """A hashtag's name and address; synonyms are made on a page of their own."""

    class Meta:
        model = Hashtag
        fields = ["name", "slug"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "slug" in self.fields:
            self.fields["slug"].required = False
            self.fields["slug"].help_text = _("Leave empty to make it of the name.")

    def clean_name(self):
        """Return the name as it is shown."""
        name = clean_hashtag(self.cleaned_data["name"])
        if not name:
            raise ValidationError(_("A hashtag needs at least one letter."))
        same = Hashtag.objects.exclude(pk=self.instance.pk).known([name])
        if same:
            known = next(iter(same.values()))
            raise ValidationError(
                _("This is another spelling of %(hashtag)s."), params={"hashtag": known}, code="known"
            )
        return name


class OtherHashtagForm(forms.Form):
    """The choice of the hashtag that another one is to join."""

    other = forms.CharField(label=_("Hashtag"), widget=forms.TextInput(attrs={"list": "known-hashtags"}))

    def __init__(self, *args, hashtag, **kwargs):
        self.hashtag = hashtag
        super().__init__(*args, **kwargs)

    def clean_other(self):
        """Return the hashtag of this name, which must exist and be another one."""
        known = Hashtag.objects.select_related("synonym_of").known([self.cleaned_data["other"]])
        if not known:
            raise ValidationError(_("There is no such hashtag. Choose one from the list."))
        other = next(iter(known.values()))
        if other.head == self.hashtag:
            raise ValidationError(_("Choose another hashtag: this one leads to itself."))
        return other
