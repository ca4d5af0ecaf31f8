"""What the desk's templates say about comments that wait and people who are banned."""

from django import template
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from comments.models import HeldFor, Reason

register = template.Library()


@register.filter
def why_it_waits(entry):
    """Say why a comment waits; of one that does not, how it stands."""
    if entry.kind == "complaints":
        return HeldFor.COMPLAINTS.label
    if entry.kind == "held":
        return entry.comment.get_held_for_display() or entry.comment.get_state_display()
    if entry.comment.hidden_for:
        return f"{entry.comment.get_state_display()}: {entry.comment.get_hidden_for_display()}"
    return entry.comment.get_state_display()


@register.filter
def ban_in_words(ban):
    """Say until when somebody is banned, why, and by whom."""
    until = _("for good")
    if ban.until:
        until = _("until %(when)s") % {"when": date_format(timezone.localtime(ban.until), "d.m.Y H:i")}
    by = (ban.by.get_full_name() or ban.by.get_username()) if ban.by else ""
    reason = dict(Reason.choices).get(ban.reason, ban.reason)
    return " · ".join(str(part) for part in (_("Banned"), until, reason, by) if part)
