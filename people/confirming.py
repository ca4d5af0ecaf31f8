"""Codes that prove a contact: sent by e-mail or SMS, hashed at rest, few tries, soon over."""

import hmac
import secrets
from dataclasses import dataclass
from datetime import timedelta
from math import ceil

from django.conf import settings
from django.core.checks import Info, Tags, register
from django.core.mail import send_mail
from django.db import models, transaction
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from people.contacts import hash_of
from people.gateways import NotSent, gateway
from people.limits import give_back, wait
from people.visitors import Contact, Visitor

LIVES = timedelta(minutes=10)
MOST_TRIES = 5
APART = timedelta(minutes=1)
"""How long a contact waits for the next code."""
AN_HOUR, A_DAY = 3600, 86400
A_DAY_TO_ONE = 5
A_SECOND_CLICK = timedelta(minutes=1)
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


def confirms():
    """Tell whether readers confirm a contact before they write."""
    return who_may_write()[0] in (EMAIL, SMS)


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


class MustWait(Exception):
    """No code may be sent for so many seconds."""

    def __init__(self, seconds):
        super().__init__(seconds)
        self.seconds = seconds


@dataclass(frozen=True)
class Proof:
    """A tidy contact of one kind, on its way to being confirmed."""

    kind: str
    contact: str

    @property
    def hash(self):
        """What the contact is stored as."""
        return hash_of(self.kind, self.contact)

    @property
    def has_code(self):
        """Whether a code that was sent may still be good."""
        return self._codes().filter(used_at=None, sent_at__gt=timezone.now() - LIVES, tries__lt=MOST_TRIES).exists()

    def send_code(self, asker):
        """Send a new code in place of the former; raise MustWait or NotSent. `asker` is whose limit it counts for."""
        digits = f"{secrets.randbelow(10**6):06}"
        code = self._new_code(digits, asker)
        try:
            self._send(
                gettext("Your code: %(code)s. It is good for 10 minutes; tell it to nobody.") % {"code": digits}
            )
        except NotSent:
            # The one that came before may still be good. What the asker has tried stays counted: while a provider
            # fails, and perhaps sends all the same, nothing else says when it is enough.
            code.delete()
            give_back(self._day)
            raise
        self._codes().filter(pk__lt=code.pk).delete()

    send_code.alters_data = True

    def check(self, digits):
        """Tell whether these are the digits that were sent; each code is good once, and for a few tries.

        A second click on the same button counts as the first.
        """
        now = timezone.now()
        fresh = self._codes().filter(Q(used_at=None) | Q(used_at__gt=now - A_SECOND_CLICK), sent_at__gt=now - LIVES)
        # Counted before it is compared: of many tries at once no more are compared than may.
        if not fresh.filter(tries__lt=MOST_TRIES).update(tries=F("tries") + 1):
            return False
        code = fresh.order_by("-pk").first()
        if code is None or not hmac.compare_digest(code.code_hash, self._hash_of_code(digits)):
            return False
        return bool(fresh.filter(pk=code.pk).update(used_at=Coalesce("used_at", now)))

    def visitor(self, **defaults):
        """Return the visitor who has this contact, made on first sight: the same on every device."""
        defaults |= {"confirmed_at": timezone.now()}
        visitor, _is_new = Visitor.objects.get_or_create(
            contact_kind=self.kind, contact_hash=self.hash, defaults=defaults
        )
        if visitor.left_at:
            visitor.come_back()
        return visitor

    visitor.alters_data = True

    @property
    def _day(self):
        return f"code:day:{self.hash}"

    def _codes(self):
        return Code.objects.filter(contact_kind=self.kind, contact_hash=self.hash)

    def _new_code(self, digits, asker):
        """Store and count a code that may be sent now; or raise MustWait, and nothing is counted."""
        with transaction.atomic():
            # Who asks for the same contact at the same time waits at the count of its day, and then finds this code.
            seconds = (
                wait(self._day, A_DAY_TO_ONE, A_DAY)
                or self._seconds_apart()
                or wait(f"code:from:{asker}", settings.CODES_AN_HOUR_FROM_ADDRESS, AN_HOUR)
            )
            if seconds:
                raise MustWait(seconds)
            return Code.objects.create(
                contact_kind=self.kind, contact_hash=self.hash, code_hash=self._hash_of_code(digits)
            )

    def _seconds_apart(self):
        last = self._codes().order_by("-pk").first()
        return max(0, ceil((last.sent_at + APART - timezone.now()).total_seconds())) if last else 0

    def _hash_of_code(self, digits):
        return hash_of(f"code {self.hash}", digits)

    def _send(self, text):
        if self.kind == Contact.SMS:
            gateway().send(self.contact, text)
            return
        try:
            send_mail(gettext("Your code"), text, None, [self.contact])
        except OSError as error:
            raise NotSent from error


def forget_codes():
    """Delete the codes that are good no more; return how many."""
    return Code.objects.filter(sent_at__lt=timezone.now() - LIVES).delete()[0]


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
