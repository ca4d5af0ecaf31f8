"""Changes to an ad: what only its author minds is done at once, what could be another thing waits for a moderator."""

from datetime import timedelta

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _

from classifieds.life import NotNow
from classifieds.prices import WITH_NUMBER
from classifieds.states import EDITABLE, Deed, State

MATERIAL = ("title", "text", "name", "category_id", "fields", "is_business")
"""What a moderator has judged. The other language of «bait and switch» is to change it afterwards."""
AT_ONCE = ("place_id", "price", "price_kind", "per", "phone", "email", "phone_hash", "email_hash")

STANDS_FOR = timedelta(days=1)
"""So long has a price stood before a lower one is news."""


class Editing(models.Model):
    """The part of an ad that its author changes."""

    class Meta:
        abstract = True

    def change(self, values, pictures, flags=()):
        """Take changes in: {field of MATERIAL or AT_ONCE: value} and the pictures in their order.

        Returns whether something waits for a moderator now. Before an ad is live all is done at once; in a live one
        what is material waits, beside the words that readers go on seeing. Raises NotNow for an ad that is over.
        """
        with self._step() as now:
            if now.state not in EDITABLE:
                raise NotNow(_("This ad cannot be changed any more."))
            if values.get("email_hash", now.email_hash) != now.email_hash:
                # A letter to one address proves nothing about another.
                now.keys.filter(mailed=True).update(mailed=False)
            if now.state not in (State.DRAFT, State.UNCONFIRMED):
                now.phone_hash = values.get("phone_hash", now.phone_hash)
                now._refuse_banned()
            if now.state != State.LIVE:
                return now._change_all(values, pictures, flags)
            return now._change_live(values, pictures, flags)

    change.alters_data = True

    @property
    def has_edit(self):
        """Whether words or photographs of it wait for a moderator beside those that readers see."""
        return bool(self.edit) or self.photos.filter(is_held=True).exists()

    @property
    def as_edited(self):
        """The ad as it would be with its edit; do not save it."""
        copy = type(self)(
            **{f.attname: getattr(self, f.attname) for f in self._meta.concrete_fields if not f.generated}
        )
        for name, value in self.edit.items():
            setattr(copy, name, value)
        return copy

    def _change_all(self, values, pictures, flags):
        had_been_refused = self.state in (State.REJECTED, State.EXPIRED)
        for name, value in values.items():
            setattr(self, name, value)
        self._show(pictures, held=False)
        if had_been_refused:
            self.state, self.waits_since, self.flags = State.REVIEW, timezone.now(), list(flags)
        elif self.state == State.REVIEW:
            self.flags = list(flags)
        self.save()
        if self.state != State.DRAFT:
            self._note(Deed.EDITED)
        return self.state == State.REVIEW

    def _change_live(self, values, pictures, flags):
        dropped = self._reprice(values)
        for name in AT_ONCE:
            if name in values:
                setattr(self, name, values[name])
        edit = {name: values[name] for name in MATERIAL if name in values and values[name] != getattr(self, name)}
        has_new_photos = self._show(pictures, held=True)
        if edit or has_new_photos:
            self.edit, self.waits_since, self.flags = edit, self.waits_since or timezone.now(), list(flags)
            self._note(Deed.HELD, facts={"fields": sorted(edit), "photos": has_new_photos})
        elif self.edit:
            self.edit = {}
        self.save()
        self._note(Deed.EDITED)
        self._tell(is_news=dropped)
        return bool(edit or has_new_photos)

    def _reprice(self, values):
        """Keep the price before; tell whether it dropped."""
        kind, price = values.get("price_kind", self.price_kind), values.get("price", self.price)
        if (kind, price) == (self.price_kind, self.price):
            return False
        comparable = self.price and price and kind in WITH_NUMBER and values.get("per", self.per) == self.per
        # Who raises a price to lower it at once shows a discount that nobody was ever asked for.
        stood = self.repriced_at is None or self.repriced_at < timezone.now() - STANDS_FOR
        self.old_price = self.price if comparable and stood and price < self.price else None
        self.repriced_at = timezone.now()
        self._note(Deed.REPRICED, facts={"from": self.price, "to": price})
        return self.old_price is not None

    def _show(self, pictures, held):
        """Give the ad these pictures in this order; tell whether some of them wait for a moderator."""
        rows = {photo.picture_id: photo for photo in self.photos.all()}
        wanted = list(dict.fromkeys(picture.pk for picture in pictures))
        self._take_photos_away(self.photos.exclude(picture__in=wanted))
        for order, pk in enumerate(wanted):
            if pk in rows:
                self.photos.filter(pk=rows[pk].pk).update(order=order)
            else:
                self.photos.create(picture_id=pk, order=order, is_held=held)
        self._choose_lead()
        return self.photos.filter(is_held=True).exists()

    def _choose_lead(self):
        first = self.photos.filter(is_held=False).order_by("order", "pk").first()
        self.lead_picture_id = first and first.picture_id

    def _take_edit_in(self):
        for name, value in self.edit.items():
            setattr(self, name, value)
        self.edit = {}
        self.photos.update(is_held=False)
        self._choose_lead()
        self.__dict__.pop("shelf", None)
        self.save()

    def _drop_edit(self):
        if self.has_edit:
            self.edit = {}
            self._take_photos_away(self.photos.filter(is_held=True))
            self._write("edit")
