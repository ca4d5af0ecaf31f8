"""What the desk's templates say about pictures and about stories that wait."""

from django import template
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from articles.desk.audit import what
from articles.desk.workflow import moment_of
from articles.publishing import Status
from language import moments

register = template.Library()

WIDTH = 480


@register.filter
def thumb(picture):
    """Return the address of the smallest file of a picture."""
    return picture.url(WIDTH)


@register.filter
def deed(entry):
    """Say what a line of the journal tells."""
    return what(entry)


@register.filter
def waits_for(story):
    """Say what a story on the first page waits for, or since when."""
    if story.status == Status.IN_REVIEW:
        return _("waits since %(when)s") % {"when": _when(story.waits_since)}
    if story.status == Status.DRAFT:
        sentence = _("sent back with a note: %(when)s") if story.noted_at else _("last saved: %(when)s")
        return sentence % {"when": _when(story.noted_at or story.saved_at)}
    return moment_of(story)


def _when(moment):
    return moments.when(timezone.localtime(moment), timezone.localtime(), get_language())
