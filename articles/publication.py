"""The publication itself: its name, imprint and notices, kept by the desk in one row."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django_prose_editor.fields import ProseEditorField

from articles import markup
from editions.bilingual import Bilingual
from language.typography import purify


class AgeMark(models.TextChoices):
    """Age classes of Kazakhstan's law on protecting children from harmful information."""

    ALL = "0+", "0+"
    SIX = "6+", "6+"
    TWELVE = "12+", "12+"
    FOURTEEN = "14+", "14+"
    SIXTEEN = "16+", "16+"
    ADULT = "18+", "18+"


class Publication(models.Model):
    """One row: what the masthead, the colophon, feeds and search engines say about the publication."""

    name_ru = models.CharField(_("name in Russian"), max_length=80)
    name_kk = models.CharField(_("name in Kazakh"), max_length=80, blank=True)
    motto_ru = models.CharField(_("motto in Russian"), max_length=160, blank=True)
    motto_kk = models.CharField(_("motto in Kazakh"), max_length=160, blank=True)
    imprint_ru = models.TextField(_("imprint in Russian"), blank=True)
    imprint_kk = models.TextField(_("imprint in Kazakh"), blank=True)
    reuse_notice_ru = models.TextField(_("reuse notice in Russian"), blank=True)
    reuse_notice_kk = models.TextField(_("reuse notice in Kazakh"), blank=True)
    about_ru = ProseEditorField(
        _("about page in Russian"), extensions=markup.PAGE_EXTENSIONS, sanitize=True, blank=True
    )
    about_kk = ProseEditorField(
        _("about page in Kazakh"), extensions=markup.PAGE_EXTENSIONS, sanitize=True, blank=True
    )
    reuse_ru = ProseEditorField(
        _("reuse page in Russian"), extensions=markup.PAGE_EXTENSIONS, sanitize=True, blank=True
    )
    reuse_kk = ProseEditorField(
        _("reuse page in Kazakh"), extensions=markup.PAGE_EXTENSIONS, sanitize=True, blank=True
    )
    age_mark = models.CharField(_("age mark"), max_length=3, choices=AgeMark, default=AgeMark.SIXTEEN)
    email = models.EmailField(_("e-mail of the newsroom"), blank=True)
    phone = models.CharField(_("phone of the newsroom"), max_length=40, blank=True)

    name = Bilingual("name")
    motto = Bilingual("motto")
    imprint = Bilingual("imprint")
    reuse_notice = Bilingual("reuse_notice")
    about = Bilingual("about")
    reuse = Bilingual("reuse")

    class Meta:
        verbose_name = _("publication")
        verbose_name_plural = _("publication")
        constraints = [models.CheckConstraint(condition=models.Q(pk=1), name="one_publication")]

    def __str__(self):
        return self.name

    def save(self, *args, **kwargs):
        """Save with final text: sanitised and typeset, whoever saves."""
        self.pk = 1
        purify(self, ("name_ru", "name_kk", "motto_ru", "motto_kk"))
        for field in ("about", "reuse"):
            for language in ("ru", "kk"):
                name = f"{field}_{language}"
                setattr(self, name, markup.clean_page(getattr(self, name), language))
        super().save(*args, **kwargs)

    @classmethod
    def current(cls):
        """Return the publication; before the desk has named it, one called «Newsroom»."""
        return cls.objects.filter(pk=1).first() or cls(pk=1, name_ru="Newsroom")
