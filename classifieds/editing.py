"""Changes to an ad: what only its author minds is done at once, what could be another thing waits for a moderator."""

from datetime import timedelta

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _

from classifieds.life import NotNow
from classifieds.prices import WITH_NUMBER
from classifieds.states import EDITABLE, RENEWABLE, Deed, State

MATERIAL = ("title", "text", "name", "category_id", "fields", "is_business")
"""What a moderator has judged. The other language of «bait and switch» is to change it afterwards."""
SOUGHT = {"title", "text", "category_id", "fields", "is_business"}
"""Those of them by which an ad is found."""
AT_ONCE = ("place_id", "price", "price_kind", "per", "phone", "email", "phone_hash", "email_hash")

STANDS_FOR = timedelta(days=1)
"""So long has a price stood that was not itself a lower one, before a lower one is news."""


class Editing(models.Model):
    """The part of an ad that its author changes."""

    class Meta:
        abstract = True

    def change(self, values, pictures, flags=()):
        """Take changes in: {field of MATERIAL or AT_ONCE: value} and the pictures in their order.

        Returns whether something waits for a moderator now. Before an ad is live all is done at once; in a live one
        what is material waits, beside the words that readers go on seeing. What has expired, or was refused or hidden,
        waits itself, unless it has expired and nothing is material. Raises NotNow for an ad that is sold or gone.
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
            if now.state == State.LIVE or (now.state == State.EXPIRED and not now._differs(values, pictures)):
                return now._change_live(values, pictures, flags)
            return now._change_all(values, pictures, flags)

    change.alters_data = True

    @property
    def has_edit(self):
        """Whether words or photographs of it wait for a moderator beside those that readers see."""
        return bool(self.edit) or self.photos.filter(is_held=True).exists()

    @property
    def may_lose_edit(self):
        """Whether a moderator may refuse what waits, and leave the ad itself as it is or was shown."""
        return self.state in RENEWABLE and self.has_edit

    @property
    def as_edited(self):
        """The ad as it would be with its edit, or else with the one that was refused; do not save it."""
        copy = type(self)(
            **{f.attname: getattr(self, f.attname) for f in self._meta.concrete_fields if not f.generated}
        )
        for name, value in (self.edit or self.refused_edit).items():
            setattr(copy, name, value)
        return copy

    def _material(self, values):
        return {name: values[name] for name in MATERIAL if name in values and values[name] != getattr(self, name)}

    def _differs(self, values, pictures):
        """Tell whether there is something in it that no moderator has seen."""
        seen = set(self.photos.filter(is_held=False).values_list("picture", flat=True))
        return bool(self._material(values)) or any(picture.pk not in seen for picture in pictures)

    def _change_all(self, values, pictures, flags):
        had_been_refused = self.state in (State.REJECTED, State.HIDDEN, State.EXPIRED)
        for name, value in values.items():
            setattr(self, name, value)
        self.edit = self.refused_edit = {}
        self._show(pictures, held=False)
        if had_been_refused:
            self.state, self.waits_since = State.REVIEW, self.waits_since or timezone.now()
            self.flags = list(flags)
        elif self.state == State.REVIEW:
            self.flags = list(flags)
        self.save()
        if self.state != State.DRAFT:
            self._note(Deed.EDITED)
        return self.state == State.REVIEW

    def _change_live(self, values, pictures, flags):
        is_news = self._reprice(values) or values.get("place_id", self.place_id) != self.place_id
        for name in AT_ONCE:
            if name in values:
                setattr(self, name, values[name])
        edit = self._material(values)
        has_new_photos = self._show(pictures, held=True)
        if edit or has_new_photos:
            self.edit, self.waits_since, self.flags = edit, self.waits_since or timezone.now(), list(flags)
            self._note(Deed.HELD, facts={"fields": sorted(edit), "photos": has_new_photos})
        elif self.edit:
            self.edit = {}
        # The form had the refused words in it: sent again, they are another edit, or none.
        self.refused_edit, self.reason, self.note = {}, "", ""
        self.save()
        self._note(Deed.EDITED)
        self._tell(is_news)
        return bool(edit or has_new_photos)

    def _reprice(self, values):
        """Keep the price before; tell whether the new one is news: lower, or the first."""
        kind, price = values.get("price_kind", self.price_kind), values.get("price", self.price)
        if (kind, price) == (self.price_kind, self.price):
            return False
        stood = self.repriced_at is None or self.repriced_at < timezone.now() - STANDS_FOR
        # Who raises a price to lower it at once shows a discount that nobody was ever asked for.
        is_honest = stood or self.old_price is not None
        has_price = price and kind in WITH_NUMBER
        dropped = has_price and self.price and price < self.price and values.get("per", self.per) == self.per
        if not (is_honest and dropped):
            self.old_price = None
        elif stood:
            self.old_price = self.price
        self.repriced_at = timezone.now()
        self._note(Deed.REPRICED, facts={"from": self.price, "to": price})
        return bool(is_honest and has_price and (dropped or not self.price))

    def _show(self, pictures, held):
        """Give the ad these pictures in this order; tell whether some of them wait for a moderator."""
        rows = {photo.picture_id: photo for photo in self.photos.all()}
        wanted = list(dict.fromkeys(picture.pk for picture in pictures))
        self._take_photos_away(self.photos.exclude(picture__in=wanted))
        for order, pk in enumerate(wanted):
            if pk in rows:
                self.photos.filter(pk=rows[pk].pk).update(order=order, is_held=held and rows[pk].is_held)
            else:
                self.photos.create(picture_id=pk, order=order, is_held=held)
        self._choose_lead()
        return self.photos.filter(is_held=True).exists()

    def _choose_lead(self):
        first = self.photos.filter(is_held=False).order_by("order", "pk").first()
        self.lead_picture_id = first and first.picture_id

    def _take_edit_in(self):
        """Make the ad what its edit says; tell whether that may be what somebody seeks."""
        is_news = bool(self.edit.keys() & SOUGHT)
        for name, value in self.edit.items():
            setattr(self, name, value)
        self.edit = {}
        self.photos.update(is_held=False)
        self._choose_lead()
        self.__dict__.pop("shelf", None)
        self.save()
        return is_news

    def _refuse_edit(self):
        """Keep the words for their author to mend; new photographs go."""
        self.edit, self.refused_edit = {}, self.edit
        self._take_photos_away(self.photos.filter(is_held=True))
        self._write("edit", "refused_edit", "reason", "note")
