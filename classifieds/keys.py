"""Links by which an author manages an ad without an account: hashed at rest, a new one with each letter.

A link that was mailed proves the address; the one shown on screen only lets whoever typed the ad go on with it.
"""

import hashlib
import secrets
from datetime import timedelta

from django.db import models
from django.utils import timezone

LIVES = timedelta(days=180)
ON_SCREEN = timedelta(days=1)
GRACE = timedelta(hours=1)
"""How long a link goes on after a newer one was mailed: somebody may be typing behind it."""


class KeyQuerySet(models.QuerySet):
    """Links in the words of the site."""

    def issue(self, ad, mailed):
        """Return a new token for an ad."""
        token = secrets.token_urlsafe(24)
        ends_at = timezone.now() + (LIVES if mailed else ON_SCREEN)
        self.create(ad=ad, digest=_digest(token), mailed=mailed, ends_at=ends_at)
        return token

    issue.alters_data = True

    def end_former(self, token):
        """Let the links of former letters end, now that the letter with this one has gone; the ad may be gone too."""
        key, soon = self.read(token), timezone.now() + GRACE
        if key:
            self.filter(ad=key.ad, mailed=True, pk__lt=key.pk, ends_at__gt=soon).update(ends_at=soon)

    end_former.alters_data = True

    def read(self, token):
        """Return the key of a token, ended or not, with its ad; None for one that never was."""
        return self.select_related("ad").filter(digest=_digest(token)).first()


class Key(models.Model):
    """What opens one ad to its author."""

    ad = models.ForeignKey("classifieds.Ad", models.CASCADE, related_name="keys")
    digest = models.CharField(max_length=64, unique=True)
    mailed = models.BooleanField()
    made_at = models.DateTimeField(default=timezone.now)
    ends_at = models.DateTimeField(db_index=True)

    objects = KeyQuerySet.as_manager()

    class Meta:
        default_permissions = ()

    def __str__(self):
        return f"{self.ad_id} {self.made_at:%d.%m %H:%M}"

    @property
    def is_good(self):
        """Whether it still opens."""
        return self.ends_at > timezone.now()


def forget_keys():
    """Delete the keys that ended a month ago: until then they say that a newer one was mailed."""
    return Key.objects.filter(ends_at__lt=timezone.now() - timedelta(days=30)).delete()[0]


def _digest(token):
    # The token is random and long: no salt, no slow hash is needed (OWASP, Session Management Cheat Sheet).
    return hashlib.sha256(token.encode()).hexdigest()
