"""Who advertises: a phone number and an e-mail address, whether they are trusted, and whether they are banned."""

from datetime import timedelta

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _

from classifieds.bans import ContactBan
from classifieds.life import NotNow
from classifieds.states import Deed, State
from people.contacts import hash_of
from people.visitors import Contact

TRUSTED_AFTER = 3
"""So many ads of a contact a moderator looks at first; later ones are shown first and looked at after."""


class Contacted(models.Model):
    """The part of an ad that knows its author."""

    class Meta:
        abstract = True

    def set_contact(self, name, phone, email):
        """Take down who offers it: a tidy phone number and e-mail address, each with what it is known by."""
        self.name, self.phone, self.email = name, phone, email
        self.phone_hash = hash_of(Contact.SMS, phone) if phone else ""
        self.email_hash = hash_of(Contact.EMAIL, email) if email else ""

    set_contact.alters_data = True

    @property
    def is_of_a_trusted_contact(self):
        """Whether a moderator has let in enough of what this person advertises, and refused nothing lately.

        A refusal counts by phone too; trust by the address alone, which a letter has proved: phones stand on the site.
        """
        others = type(self).objects.of_contact(self)
        lately = timezone.now() - timedelta(days=90)
        refused = others.filter(state__in=[State.REJECTED, State.HIDDEN], submitted_at__gt=lately).exists()
        own = others.filter(email_hash=self.email_hash, log__deed=Deed.APPROVED).exclude(email_hash="")
        return not refused and own.distinct().count() >= TRUSTED_AFTER

    def _refuse_banned(self):
        if ContactBan.objects.holding(self).exists():
            raise NotNow(_("Nothing may be advertised under this phone or e-mail for now."))
