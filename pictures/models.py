"""A picture: its row, its files, and how it comes and goes."""

import unicodedata
from datetime import timedelta
from pathlib import PurePosixPath

from django.conf import settings
from django.core.files.storage import default_storage
from django.db import models, transaction
from django.dispatch import receiver
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from pictures import renditions, tasks
from pictures.cleaning import clean

NAME_LENGTH = 150
TIME_TO_USE = timedelta(days=1)


class PictureQuerySet(models.QuerySet):
    """Pictures, asked for by what becomes of them."""

    def take_in(self, file, by=None, name=None, time_to_use=TIME_TO_USE):
        """Make a picture of an uploaded file, ready to be shown; raise Unreadable if it is none.

        What nothing shows when the time to use it is over is deleted.

        Call it outside a transaction: it works for a third of a second, and no lock should be held meanwhile.
        """
        cleaned = clean(file)
        picture = self.model(
            width=cleaned.width,
            height=cleaned.height,
            taken_at=cleaned.taken_at,
            original_name=_tidy_name(name or getattr(file, "name", None) or ""),
            uploaded_by=by,
        )
        try:
            renditions.write_jpegs(picture.key, cleaned.image)
            with transaction.atomic():
                picture.save(force_insert=True)
                picture.enqueue_tasks(time_to_use)
        except BaseException:
            renditions.remove(picture.key)
            raise
        return picture

    take_in.alters_data = True

    def unused(self):
        """Those that no row of any other table points at."""
        unused = self
        for relation in _relations_to(self.model):
            users = relation.related_model._base_manager.filter(**{relation.field.name: models.OuterRef("pk")})
            unused = unused.exclude(models.Exists(users))
        return unused

    def forget_unused(self):
        """Delete those that nothing shows."""
        with transaction.atomic():
            # Locked first, looked at second: nobody can begin to use one in between.
            locked = [picture.pk for picture in self.select_for_update()]
            self.model._default_manager.filter(pk__in=locked).unused().delete()

    forget_unused.alters_data = True


class Picture(models.Model):
    """A photograph or drawing made safe once, and kept in several sizes."""

    key = models.CharField(max_length=24, unique=True, editable=False, default=renditions.new_key)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    original_name = models.CharField(max_length=NAME_LENGTH, blank=True)
    taken_at = models.DateTimeField(null=True, blank=True)
    has_avif = models.BooleanField(default=False)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="pictures"
    )
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = PictureQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")

    def __str__(self):
        """Return the name the editor knows it by."""
        return self.original_name or self.key

    @property
    def widths(self):
        """The widths it is kept in, narrowest first."""
        return renditions.widths(self.width)

    @property
    def is_portrait(self):
        """Tell whether it is taller than wide."""
        return self.height > self.width

    def url(self, width, kind="jpg"):
        """The address of the narrowest file at least this wide, or of the widest there is."""
        return renditions.urls(self.key, [self._kept(width)], kind)[0]

    def size(self, width, kind="jpg"):
        """How many bytes that file has; feeds want to know."""
        return default_storage.size(renditions.name(self.key, self._kept(width), kind))

    @property
    def master_url(self):
        """The address of the largest file."""
        return self.url(self.width)

    def srcset(self, kind="jpg"):
        """All files of a kind with their widths, as <img srcset> wants them."""
        widths = self.widths
        urls = renditions.urls(self.key, widths, kind)
        return ", ".join([f"{url} {width}w" for url, width in zip(urls, widths, strict=True)])

    def _kept(self, width):
        return next((size for size in self.widths if size >= width), self.width)

    def enqueue_tasks(self, time_to_use):
        """Ask for all that an upload still needs."""
        tasks.make_avif.enqueue(self.pk)
        if tasks.forget_unused.get_backend().supports_defer:
            tasks.forget_unused.using(run_after=timezone.now() + time_to_use).enqueue(self.pk)

    enqueue_tasks.alters_data = True

    def make_avif(self):
        """Add the AVIF files; the second time, do nothing."""
        if self.has_avif:
            return
        renditions.write_avifs(self.key, self.width)
        if not type(self).objects.filter(pk=self.pk).update(has_avif=True):
            # Deleted while we worked: its folder must not come back.
            renditions.remove(self.key)
        self.has_avif = True

    make_avif.alters_data = True


@receiver(models.signals.post_delete, sender=Picture)
def remove_files(instance, **kwargs):
    """Remove the files with the row; a signal, for delete() is not called by cascades and querysets."""
    transaction.on_commit(lambda: renditions.remove(instance.key))


def _relations_to(model):
    """Every foreign key and many-to-many of other models to this one, those without a way back included."""
    return [
        field
        for field in model._meta.get_fields(include_hidden=True)
        if field.auto_created and not field.concrete and field.is_relation
    ]


def _tidy_name(name):
    """The file's own name: composed, without folders and control characters, short, its ending kept."""
    name = unicodedata.normalize("NFC", name).replace("\\", "/")
    name = "".join(character for character in name if character.isprintable())
    path = PurePosixPath(name.rsplit("/", 1)[-1].strip())
    ending = path.suffix[:10]
    return path.name[: NAME_LENGTH - len(ending)].removesuffix(ending).rstrip() + ending
