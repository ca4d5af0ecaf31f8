"""The event log: what has changed for readers, in one dense order for the whole site."""

from django.db import models
from django.utils.crypto import get_random_string


def new_epoch():
    """Return a name for a log's life; cursors of another epoch mean nothing."""
    return get_random_string(8)


# Every page and every process asks for it; by hand, because composing it would be most of its cost.
_HEAD = "SELECT id, epoch, seq FROM live_head WHERE id = 1"


class Head(models.Model):
    """One row: where the log stands. Whoever appends holds its lock until the commit, so numbers have no gaps."""

    epoch = models.CharField(max_length=8, default=new_epoch)
    seq = models.BigIntegerField(default=0)

    class Meta:
        default_permissions = ()
        constraints = [models.CheckConstraint(condition=models.Q(pk=1), name="one_head")]

    def __str__(self):
        return f"{self.epoch}-{self.seq}"

    @classmethod
    def current(cls):
        """Return the head; an emptied database gets a new one."""
        return next(iter(cls.objects.raw(_HEAD)), None) or cls.objects.get_or_create(pk=1)[0]


class Event(models.Model):
    """Something that readers should see: of which kind, about which thing, and who follows it.

    What it shows is rendered when it is sent, from the thing as it is then: an old event never shows hidden text.
    """

    seq = models.BigIntegerField(primary_key=True)
    kind = models.CharField(max_length=20)
    key = models.CharField(max_length=40)
    topics = models.JSONField()
    at = models.DateTimeField(db_index=True)

    class Meta:
        default_permissions = ()
        ordering = ["seq"]

    def __str__(self):
        return f"{self.seq} {self.kind} {self.key}"
