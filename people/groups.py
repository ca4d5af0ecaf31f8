"""The groups of the staff. What each may do stands in the migration that makes them; the newsroom may change it."""

from django.contrib.auth.models import Group, GroupManager, Permission
from django.db import models
from django.utils.translation import gettext_lazy as _

REPORTER, EDITOR, CHIEF, MODERATOR = "reporter", "editor", "chief", "moderator"
NAMES = {
    REPORTER: _("Reporters"),
    EDITOR: _("Editors"),
    CHIEF: _("Chief editors"),
    MODERATOR: _("Moderators"),
}


class NamedGroupQuerySet(models.QuerySet):
    """Groups by what they may do."""

    def within(self, user):
        """Keep those that may do nothing the person may not."""
        if user.is_superuser:
            return self
        own = Permission.objects.filter(models.Q(group__user=user) | models.Q(user=user))
        return self.exclude(pk__in=Group.permissions.through.objects.exclude(permission__in=own).values("group"))


class NamedGroup(Group):
    """A group under the name that people know it by."""

    objects = GroupManager.from_queryset(NamedGroupQuerySet)()

    class Meta:
        proxy = True
        verbose_name = Group._meta.verbose_name
        verbose_name_plural = Group._meta.verbose_name_plural
        default_permissions = ()

    def __str__(self):
        return str(NAMES.get(self.name, self.name))

    @property
    def is_ours(self):
        """Whether it came with the desk, and its name is known in the code."""
        return self.name in NAMES
