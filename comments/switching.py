"""Changing the rules under which people talk, while they talk: each change is a ruling, and can be undone."""

from django.db import models, transaction

from comments.rulings import AlreadyDecided, Ruling, written
from live.log import record


class Switching(models.Model):
    """Rules that moderators switch. Readers who are here were told last that they close the talk, or do not."""

    told_closed = models.BooleanField(default=False, editable=False)
    told_version = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        abstract = True

    @transaction.atomic
    def tell(self):
        """Let readers know whether these rules close the talk now, if they were told otherwise."""
        now = type(self).objects.select_for_update(no_key=True).get(pk=self.pk)
        if now.told_closed == now.is_closed:
            return
        now.told_closed, now.told_version = now.is_closed, now.told_version + 1
        now.save(update_fields=["told_closed", "told_version"])
        record("talk", *now.told_as)

    tell.alters_data = True

    def switches(self):
        """Return the decisions about these rules, the last first."""
        said = Ruling.objects.filter(what=Ruling.What.SWITCHED, article=getattr(self, "article_id", None))
        return said.order_by("-pk")

    @property
    def seen(self):
        """What a moderator who sees these rules now knows: the last decision about them."""
        return str(self.switches().values_list("pk", flat=True).first() or 0)

    def switch(self, by, seen=None, **fields):
        """Put these rules in place and return the ruling; None when they hold already.

        Raises AlreadyDecided when somebody else has switched them since `seen`.
        """
        with transaction.atomic():
            type(self).objects.get_or_create(pk=self.pk)
            now = type(self).objects.select_for_update(no_key=True).get(pk=self.pk)
            last = now.switches().select_related("by").first()
            if seen is not None and last and last.by_id != by.pk and str(last.pk) != seen:
                raise AlreadyDecided(last)
            before = {name: _kept(getattr(now, name)) for name in fields}
            after = {name: _kept(value) for name, value in fields.items()}
            if before == after:
                return None
            ruling = Ruling.objects.create(
                by=by,
                what=Ruling.What.SWITCHED,
                article_id=getattr(now, "article_id", None),
                before=before | {"to": after},
            )
            for name, value in fields.items():
                setattr(self, name, value)
                setattr(now, name, value)
            now.save(update_fields=list(fields))
        return ruling

    switch.alters_data = True


def _kept(value):
    return written(value) if hasattr(value, "isoformat") else value
