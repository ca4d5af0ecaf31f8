"""What was done with each ad, by whom and why; nobody edits it."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from classifieds.states import Deed, Reason


class Entry(models.Model):
    """One deed; `by` is somebody at the desk, or nobody: the author or the clock."""

    ad = models.ForeignKey("classifieds.Ad", models.CASCADE, related_name="log")
    deed = models.CharField(_("what"), max_length=10, choices=Deed)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(_("when"), default=timezone.now)
    reason = models.CharField(_("reason"), max_length=10, choices=Reason, blank=True)
    facts = models.JSONField(default=dict, blank=True)

    class Meta:
        default_permissions = ()
        verbose_name = _("entry of an ad's log")
        verbose_name_plural = _("log of ads")
        ordering = ["-at", "-pk"]

    def __str__(self):
        return str(self.get_deed_display())
