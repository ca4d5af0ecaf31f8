"""An ad's way from draft to archive: each step one transaction, written into its log and told to readers.

Each step may be asked for again: what is done already returns False. What cannot be done raises NotNow.
"""

from contextlib import contextmanager
from datetime import timedelta

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from classifieds.fingerprints import Band
from classifieds.states import HIDEABLE, RENEWABLE, Deed, State
from classifieds.tasks import forget_pictures, write_letter
from live import log

BUMP_EVERY = timedelta(days=7)
MOST_TERMS_AHEAD = 2
PROMOTIONS = ("promoted", "urgent")
LONGEST_INVOICE = 200


class NotNow(Exception):
    """The step cannot be taken; `str()` tells its author why, in their language."""


class Life(models.Model):
    """The verbs of an ad."""

    class Meta:
        abstract = True

    def submit(self):
        """Hand a draft in: it waits for its author to confirm by the link that was mailed."""
        with self._step() as now:
            if now.state != State.DRAFT:
                return False
            now._refuse_banned()
            now.state, now.submitted_at = State.UNCONFIRMED, timezone.now()
            now._write("state", "submitted_at")
            now._note(Deed.SUBMITTED)
        return True

    def confirm(self, flags=()):
        """Take an ad in whose author has proved the address; return whether it is live at once.

        Whoever is trusted (contact.py), and raises no suspicion (`flags`) now, is shown first and looked at after.
        Asked again, tells the same. Raises NotNow for an ad that nobody waits for any more, and for one whose address
        is not the proved one, which this object has.
        """
        with self._step() as now:
            if now.state in (State.REVIEW, State.LIVE):
                return now.state == State.LIVE
            if now.state not in (State.DRAFT, State.UNCONFIRMED):
                raise NotNow(_("This ad has been settled already."))
            if now.email_hash != self.email_hash:
                raise NotNow(_("Open the link in the letter that we sent you: it shows that the address is yours."))
            now._refuse_banned()
            moment = timezone.now()
            now.flags, now.waits_since, now.confirmed_at = list(flags), moment, moment
            now.submitted_at = now.submitted_at or moment
            trusted = not flags and now.is_of_a_trusted_contact
            now.state = State.REVIEW
            now._write("state", "flags", "waits_since", "confirmed_at", "submitted_at")
            now._note(Deed.CONFIRMED)
            if trusted:
                now._go_live()
        Band.objects.take_down(self)
        return trusted

    def approve(self, by, seen=None):
        """Show an ad to readers, or let its edit in, or find nothing wrong with one that is or was shown already.

        `seen` is `ad.seen` as it stood on the moderator's page: raises NotNow when its author has changed it since.
        """
        with self._step() as now:
            if seen not in (None, now.seen):
                raise NotNow(_("Its author has changed the ad meanwhile. Read it again."))
            if now.state in RENEWABLE:
                if now.waits_since is None:
                    return False
                is_news = now._take_edit_in()
                now._note(Deed.APPROVED, by)
                now._settle()
                now._tell(is_news)
            elif now.state in (State.REVIEW, State.REJECTED, State.HIDDEN):
                # What was only hidden, those who seek it were told of.
                is_news = now._take_edit_in() or now.state != State.HIDDEN or now.approved_at is None
                now._note(Deed.APPROVED, by)
                now._settle()
                now._write_letter("approved")
                now._go_live(is_news)
            else:
                raise NotNow(_("This ad is not here to be approved."))
        Band.objects.take_down(self)
        return True

    def reject(self, by, reason, note=""):
        """Refuse an ad, or only the edit and new photographs of one that is or was live, and tell its author why."""
        with self._step() as now:
            if now.may_lose_edit:
                now.reason, now.note = reason, note
                now._refuse_edit()
                now._note(Deed.REJECTED, by, reason)
                now._settle()
                now._write_letter("edit_rejected")
                return True
            if now.state == State.REJECTED:
                return False
            if now.state != State.REVIEW:
                raise NotNow(_("This ad is not here to be rejected."))
            now.state, now.reason, now.note, now.closed_at = State.REJECTED, reason, note, timezone.now()
            now._write("state", "reason", "note", "closed_at")
            now._note(Deed.REJECTED, by, reason)
            now._settle()
            now._write_letter("rejected")
        return True

    def hide(self, by, reason, note=""):
        """Take an ad away from readers until somebody approves it, and tell its author why.

        `by` is nobody when complaints did it: then it waits until a moderator approves it or hides it too.
        """
        with self._step() as now:
            if now.state == State.HIDDEN and not (by and now.waits_since):
                return False
            if now.state not in (*HIDEABLE, State.HIDDEN):
                raise NotNow(_("This ad is not shown."))
            moment = timezone.now()
            now.state, now.reason, now.note, now.closed_at = State.HIDDEN, reason, note, moment
            now.waits_since = None if by else moment
            now._write("state", "reason", "note", "closed_at", "waits_since")
            now._note(Deed.HIDDEN, by, reason)
            now._write_letter("hidden")
            now._tell()
        return True

    def renew(self, seen=None):
        """Give an ad another term: from its old end while it runs, from now after it; return the new end.

        What was sold within its term only comes back for the rest of it. Never more than MOST_TERMS_AHEAD terms ahead:
        raises NotNow then, and for an ad that cannot be shown. `seen` is `ad.term` as it stood on its author's page:
        a second click from there adds nothing.
        """
        with self._step() as now:
            if now.state not in RENEWABLE:
                raise NotNow(_("Only an ad that was shown can be renewed."))
            now._refuse_banned()
            if now.is_live and seen not in (None, now.term):
                return now.ends_at
            term, moment = timedelta(days=now.shelf.term), timezone.now()
            is_news = not (now.is_live or now.can_come_back)
            if not now.can_come_back:
                now.ends_at, now.warned_at = max(now.ends_at, moment) + term, None
                if now.ends_at > moment + MOST_TERMS_AHEAD * term:
                    raise NotNow(_("It runs long enough. Renew it when its end is nearer."))
            if now.waits_since is None and now.complaints.open().exists():
                now.waits_since = moment
            now.state, now.closed_at = State.LIVE, None
            now._write("state", "ends_at", "closed_at", "warned_at", "waits_since")
            now._note(Deed.RENEWED)
            now._tell(is_news)
        return self.ends_at

    def bump(self):
        """Put a live ad before the others; free once in BUMP_EVERY. Raises NotNow before that."""
        with self._step() as now:
            if not now.is_live:
                raise NotNow(_("Only an ad that is shown can be bumped."))
            if now.bumped_at + BUMP_EVERY > timezone.now():
                raise NotNow(_("An ad may be bumped once in 7 days, for the first time 7 days after it came out."))
            now.bumped_at = timezone.now()
            now._write("bumped_at")
            now._note(Deed.BUMPED)
            now._tell()
        return True

    def sell(self):
        """Say that it is sold; its page says so for a while. What waits for a moderator waits on."""
        with self._step() as now:
            if now.state == State.SOLD:
                return False
            if now.state not in (State.LIVE, State.EXPIRED):
                raise NotNow(_("Only an ad that was shown can be sold."))
            now.state, now.closed_at = State.SOLD, timezone.now()
            now._write("state", "closed_at")
            now._note(Deed.SOLD)
            now._tell()
        return True

    def expire(self):
        """Write down that its term has run out. What waits for a moderator waits on: it may be renewed."""
        with self._step() as now:
            if now.state != State.LIVE or now.is_live:
                return False
            now.state, now.closed_at = State.EXPIRED, now.ends_at
            now._write("state", "closed_at")
            now._note(Deed.EXPIRED)
            now._tell()
        return True

    def delete_by_author(self):
        """Take it away for good, with all that tells who its author was."""
        return self._archive(Deed.DELETED)

    def archive(self):
        """End what was over long ago, with all that tells who its author was; False for what is not."""
        with self._step() as now:
            return type(self).objects.over_long_ago().contains(now) and now._archive(Deed.ARCHIVED)

    def drop(self):
        """Delete what nobody has ever confirmed, with its photographs; False for anything else."""
        with self._step() as now:
            if not type(self).objects.never_confirmed().contains(now):
                return False
            now._take_photos_away(now.photos.all())
            now.delete()
        return True

    def promote(self, by, promoted_until=None, urgent_until=None, invoice=""):
        """Show a live ad before others, or mark it as urgent, until a date; what gets no date stays as it is.

        `invoice` says who paid; who pays for what runs on is kept beside it.
        """
        with self._step() as now:
            if not now.is_live:
                raise NotNow(_("Only an ad that is shown can be promoted."))
            runs_on = (now.is_promoted and not promoted_until) or (now.is_urgent and not urgent_until)
            if runs_on and invoice != now.invoice:
                invoice = "; ".join(filter(None, [now.invoice, invoice]))[-LONGEST_INVOICE:]
            now.promoted_until = promoted_until or now.promoted_until
            now.urgent_until = urgent_until or now.urgent_until
            now.invoice = invoice
            now._write("promoted_until", "urgent_until", "invoice")
            facts = {"promoted": str(promoted_until or ""), "urgent": str(urgent_until or ""), "invoice": invoice}
            now._note(Deed.PROMOTED, by, facts=facts)
            now._tell()
        return True

    def end_promotion(self, by, what):
        """Take one of PROMOTIONS off before its date; False when it does not run."""
        with self._step() as now:
            if not getattr(now, f"is_{what}"):
                return False
            setattr(now, f"{what}_until", None)
            now._write(f"{what}_until")
            now._note(Deed.PROMOTED, by, facts={"ended": what})
            now._tell()
        return True

    def claim(self, visitor):
        """Give an ad to a visitor who has confirmed its phone or its e-mail; False for anybody else."""
        with self._step() as now:
            if now not in type(self).objects.of_visitor(visitor):
                return False
            if now.owner_id != visitor.pk:
                now.owner = visitor
                now._write("owner")
                now._note(Deed.CLAIMED)
        return True

    for _verb in (submit, confirm, approve, reject, hide, renew, bump, sell, expire, archive, drop, promote, claim):
        _verb.alters_data = True
    end_promotion.alters_data = True
    delete_by_author.alters_data = True
    del _verb

    @property
    def seen(self):
        """What a moderator who sees it now knows: the last change by its author."""
        return str(self.log.filter(deed=Deed.EDITED).values_list("pk", flat=True).first() or 0)

    @property
    def term(self):
        """What its author's page knows of its term: whether it is sold, and when it ends."""
        return f"{'sold ' if self.state == State.SOLD else ''}{self.ends_at.timestamp() if self.ends_at else ''}"

    @property
    def can_come_back(self):
        """Whether it was sold before its term was over: then it can be shown for the rest of it."""
        return self.state == State.SOLD and self.ends_at > timezone.now()

    @property
    def may_be_hidden(self):
        """Whether a moderator may take it away, or settle that complaints did."""
        return self.state in HIDEABLE or (self.state == State.HIDDEN and self.waits_since is not None)

    @property
    def bumps_at(self):
        """When it may be bumped; None when it may be now."""
        at = self.bumped_at and self.bumped_at + BUMP_EVERY
        return at if at and at > timezone.now() else None

    @contextmanager
    def _step(self):
        """Work on the row as it is now, locked; afterwards this object is as the row."""
        with transaction.atomic():
            now = type(self).objects.select_for_update(no_key=True).get(pk=self.pk)
            yield now
        for field in self._meta.concrete_fields:
            if field.attname in now.__dict__:
                setattr(self, field.attname, now.__dict__[field.attname])
        self._prefetched_objects_cache = {}

    def _archive(self, deed):
        with self._step() as now:
            if now.state == State.ARCHIVED:
                return False
            now.state, now.closed_at, now.waits_since = State.ARCHIVED, timezone.now(), None
            now.edit, now.refused_edit, now.lead_picture = {}, {}, None
            now.name = now.phone = now.email = ""
            now.visitor = now.owner = None
            now.save()
            now._take_photos_away(now.photos.all())
            now.bands.all().delete()
            now._note(deed)
            now._tell()
        return True

    def _take_photos_away(self, photos):
        """Show these no more, and let their files go unless something else shows them."""
        pictures = list(photos.values_list("picture", flat=True))
        photos.delete()
        if pictures:
            forget_pictures.enqueue(pictures)

    def _go_live(self, is_news=True):
        """Show it: the term begins anew unless it still runs."""
        moment = timezone.now()
        if self.ends_at is None or self.ends_at <= moment:
            self.ends_at, self.warned_at = moment + timedelta(days=self.shelf.term), None
        self.state, self.reason, self.note, self.closed_at = State.LIVE, "", "", None
        self.approved_at = self.approved_at or moment
        self.bumped_at = self.bumped_at or moment
        self._write("state", "reason", "note", "closed_at", "approved_at", "bumped_at", "ends_at", "warned_at")
        self._tell(is_news)

    def _settle(self):
        """Nobody has to look at it any more."""
        self.waits_since, self.flags = None, []
        self._write("waits_since", "flags")

    def _write_letter(self, about):
        write_letter.enqueue(self.pk, about)

    def _note(self, deed, by=None, reason="", facts=None):
        self.log.create(deed=deed, by=by, reason=reason, facts=facts or {})

    def _write(self, *fields):
        self.save(update_fields=list(fields))

    def _tell(self, is_news=False):
        """Tell readers, last in the transaction; what is news is what saved searches look for."""
        log.record("ad", self.pk, {f"ad:{self.pk}", "ads"})
        self.seq = log.newest()
        if is_news:
            self.news_seq = self.seq
        type(self).objects.filter(pk=self.pk).update(seq=self.seq, news_seq=self.news_seq)
