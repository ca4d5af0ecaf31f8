"""The newsroom's staff."""

from django.contrib.auth.models import AbstractUser
from django.utils.translation import gettext_lazy as _


class User(AbstractUser):
    """Somebody who works at the desk; readers never need an account of this kind."""

    class Meta:
        verbose_name = _("staff member")
        verbose_name_plural = _("staff")
