"""The newsroom's staff, and the readers who do something."""

from django.contrib.auth.models import AbstractUser
from django.utils.translation import gettext_lazy as _

from people.bans import Ban
from people.confirming import Code
from people.limits import Tally
from people.visitors import Visitor

__all__ = ["Ban", "Code", "Tally", "User", "Visitor"]


class User(AbstractUser):
    """Somebody who works at the desk; readers never need an account of this kind."""

    class Meta:
        verbose_name = _("staff member")
        verbose_name_plural = _("staff")
