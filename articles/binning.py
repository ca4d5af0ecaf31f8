"""The bin: where deleted articles rest before they are gone for good."""

from datetime import timedelta

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.deeds import deed, log, on_what_is_stored
from articles.publishing import Status
from pictures.models import Picture

REST = timedelta(days=30)


class BinningQuerySet(models.QuerySet):
    """Articles that are kept, and those that are not."""

    def kept(self):
        """Leave out what is in the bin."""
        return self.filter(deleted_at__isnull=True)

    def in_bin(self):
        """Keep what is in the bin, the last one first."""
        return self.filter(deleted_at__isnull=False).order_by("-deleted_at", "-pk")

    def rested(self):
        """Keep what has been in the bin for its whole time."""
        return self.in_bin().filter(deleted_at__lte=timezone.now() - REST)


class Binning(models.Model):
    """The part of an article that can be deleted, and for a while brought back."""

    deleted_at = models.DateTimeField(_("in the bin since"), null=True, editable=False)
    deleted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("deleted by"),
    )

    class Meta:
        abstract = True

    @property
    def days_left(self):
        """How many days of its rest in the bin have not passed yet; a begun one counts."""
        left = self.deleted_at + REST - timezone.now()
        return max(0, -(-left // timedelta(days=1)))

    @on_what_is_stored
    def put_in_bin(self, by):
        """Take it away from readers and lists. Its pair is free for another article; what was public is withdrawn,
        so that nothing returns to readers by being taken out of the bin.
        """
        if self.deleted_at:
            return
        with deed(self, by, "binned"):
            if self.pair_id:
                self.pair_with(None)
            self.status = Status.WITHDRAWN if self.status == Status.PUBLISHED else self.status
            self.deleted_at, self.deleted_by = timezone.now(), by
            self.save(update_fields=["status", "deleted_at", "deleted_by", "saved_at"])

    put_in_bin.alters_data = True

    @on_what_is_stored
    def take_out_of_bin(self, by):
        """Give it back to the desk."""
        if not self.deleted_at:
            return
        self.deleted_at = self.deleted_by = None
        with deed(self, by, "restored"):
            self.save(update_fields=["deleted_at", "deleted_by"])

    take_out_of_bin.alters_data = True

    @transaction.atomic
    def delete_for_good(self, by=None):
        """Delete it with its photos and revisions, and those pictures that no other article has or had.

        Returns whether it is deleted now: what was taken out of the bin meanwhile, or deleted by another, is not.
        """
        if not type(self)._base_manager.select_for_update().filter(pk=self.pk, deleted_at__isnull=False).exists():
            return False
        pictures = {*self.photos.values_list("picture", flat=True), *self.revisions.values_list("pictures", flat=True)}
        if by is not None:
            log(self, by, "deleted")
        self.delete()
        Picture.objects.filter(pk__in=pictures - {None}).forget_unused()
        return True

    delete_for_good.alters_data = True
