"""What the author of a comment may still do with it: mend it for a few minutes, take it away at any time."""

from datetime import timedelta

from django.db import models, transaction
from django.utils import timezone

from comments.states import State

EDIT_WINDOW = timedelta(minutes=5)


class Editing(models.Model):
    """The part of a comment that belongs to its author."""

    class Meta:
        abstract = True

    def is_by(self, visitor):
        """Tell whether the visitor wrote it."""
        return visitor is not None and self.visitor_id == visitor.pk

    @property
    def edit_until(self):
        """Until when its author may mend it."""
        return self.created_at + EDIT_WINDOW

    @property
    def is_editable(self):
        """Whether its author may mend it now."""
        return self.state in (State.SHOWN, State.HELD) and timezone.now() < self.edit_until

    def edit(self, text, held_for=""):
        """Say it in other words; what it said before is kept for moderators. Nothing changed, nothing happens.

        With `held_for` the new words wait for a moderator. Returns whether it was still the time to. Raises
        IntegrityError where its author has said the new words already.
        """
        with transaction.atomic():
            before = type(self).objects.select_for_update(no_key=True).get(pk=self.pk)
            if not before.is_editable:
                return False
            self.state, self.text, self.version = before.state, text, before.version
            if before.text == text:
                return True
            self.former_texts.create(text=before.text)
            self.edited_at, self.digest = timezone.now(), self.digest_of(text)
            self.save(update_fields=["text", "edited_at", "digest"])
            if held_for and self.is_shown:
                self.move_to(State.HELD, held_for=held_for)
            elif self.stands:
                self.version += 1
                self.save(update_fields=["version"])
                self.tell()
        return True

    edit.alters_data = True

    def delete_by_author(self):
        """Take it away: a place stays where answers stand, its words do not, and it may be said again."""
        with transaction.atomic():
            # Locked before anything is deleted: it may just be being mended.
            type(self).objects.select_for_update(no_key=True).get(pk=self.pk)
            self.former_texts.all().delete()
            self.move_to(State.DELETED, text="", quote="", name="", address=None, digest=f"deleted-{self.pk}")

    delete_by_author.alters_data = True
