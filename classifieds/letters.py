"""Letters to the author of an ad: plain text, in the ad's language, each with a link of its own."""

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from classifieds.bans import ContactBan
from classifieds.keys import Key


def send(ad, about):
    """Send the letter `about` (one of _LETTERS) with a new link.

    Raises OSError when the mail cannot be handed over: then the former link goes on.
    """
    with transaction.atomic():
        # Locked, so that the link proves the address that the ad has now; whoever changes it ends that.
        ad = type(ad).objects.select_for_update(no_key=True).get(pk=ad.pk)
        token = Key.objects.issue(ad, mailed=True)
    with translation.override(ad.language):
        link = settings.SITE_URL + reverse("ad_manage", args=[token])
        subject, words = _LETTERS[about](ad)
        parts = [words, link, _("The link opens the ad to whoever has it. It does nothing until you press a button.")]
        headers = {"Auto-Submitted": "auto-generated"}
        EmailMessage(" ".join(subject.split()), "\n\n".join(parts), None, [ad.email], headers=headers).send()
    Key.objects.end_former(token)


def _confirm(ad):
    return _("Confirm your ad: %(title)s") % {"title": ad.title}, _("Open the link and press “Confirm”:")


def _link(ad):
    return _("Your ad: %(title)s") % {"title": ad.title}, _("Here you change, renew or take away your ad:")


def _approved(ad):
    words = _("Your ad stands on the site until %(day)s. Here you change, renew or take it away:")
    return _("Your ad is out: %(title)s") % {"title": ad.title}, words % {"day": _day(ad.ends_at)}


def _rejected(ad):
    words = _("A moderator did not let it in: %(why)s. You may change it and send it again:") % {"why": _why(ad)}
    return _("Your ad was not let in: %(title)s") % {"title": ad.title}, words


def _edit_rejected(ad):
    words = _(
        "A moderator did not let your changes in: %(why)s. The ad itself stands as before. You may mend the changes "
        "and send them again:"
    )
    return _("Your changes were not let in: %(title)s") % {"title": ad.title}, words % {"why": _why(ad)}


def _hidden(ad):
    if ContactBan.objects.holding(ad).exists():
        words = _("Readers see it no more: %(why)s. Here you delete it:")
    else:
        words = _("Readers see it no more: %(why)s. You may change it and send it again:")
    return _("Your ad was hidden: %(title)s") % {"title": ad.title}, words % {"why": _why(ad)}


def _ending(ad):
    words = _("It stands on the site until %(day)s. To leave it there longer, open the link and press “Renew”:")
    return _("Your ad ends soon: %(title)s") % {"title": ad.title}, words % {"day": _day(ad.ends_at)}


def _ended(ad):
    words = _("Its term is over. To put it up again, open the link and press “Renew”:")
    return _("Your ad has ended: %(title)s") % {"title": ad.title}, words


def _why(ad):
    return ". ".join(filter(None, [ad.get_reason_display(), ad.note]))


def _day(moment):
    return date_format(timezone.localtime(moment), "j E")


_LETTERS = {
    "confirm": _confirm,
    "link": _link,
    "approved": _approved,
    "rejected": _rejected,
    "edit_rejected": _edit_rejected,
    "hidden": _hidden,
    "ending": _ending,
    "ended": _ended,
}
