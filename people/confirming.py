"""Codes that prove a contact: sent by e-mail or SMS, hashed at rest, few tries, soon over."""

from django.conf import settings
from django.core.checks import Info, Tags, register
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from people.visitors import Contact

OPEN, EMAIL, SMS, CLOSED = "open", "email", "sms", "closed"


def who_may_write():
    """Return (state, reason): open, email, sms or closed now; the reason is told to readers when it is closed."""
    if settings.COMMENTERS == CLOSED:
        return CLOSED, _("Comments are closed on this site.")
    if settings.SECURE and not settings.DEBUG:
        if settings.SITE_COUNTRY == "KZ" and not (settings.COMMENTERS == SMS and sends_sms()):
            return CLOSED, _("The law of Kazakhstan lets only readers confirmed by SMS comment; this is being set up.")
        if (settings.COMMENTERS == SMS and not sends_sms()) or (
            settings.COMMENTERS == EMAIL and not settings.EMAIL_HOST
        ):
            return CLOSED, _("Comments open as soon as the site can send confirmation codes.")
    return settings.COMMENTERS, ""


def sends_sms():
    """Tell whether messages reach phones, and not only the log."""
    return settings.SMS_GATEWAY.startswith(("http://", "https://"))


@register(Tags.security)
def check_who_may_write(app_configs, **kwargs):
    """Tell at `manage.py check` why nobody may comment, where the setting says otherwise."""
    state, reason = who_may_write()
    if state == settings.COMMENTERS:
        return []
    hint = "Set COMMENTERS=sms and SMS_GATEWAY to the address of a provider, or COMMENTERS=closed. docs/running.md"
    return [Info(f"Comments are closed. {reason}", hint=hint, id="people.I001")]


class Code(models.Model):
    """One code on its way to one contact."""

    contact_kind = models.CharField(max_length=5, choices=Contact)
    contact_hash = models.CharField(max_length=64, db_index=True)
    code_hash = models.CharField(max_length=64)
    sent_at = models.DateTimeField(default=timezone.now)
    tries = models.PositiveSmallIntegerField(default=0)
    used_at = models.DateTimeField(null=True)

    class Meta:
        default_permissions = ()
        verbose_name = _("confirmation code")
        verbose_name_plural = _("confirmation codes")

    def __str__(self):
        return f"{self.contact_kind} {self.sent_at:%d.%m %H:%M}"
