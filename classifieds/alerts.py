"""Letters about what a saved search has found since the last one.

Matches are sought by the events that made ads news, between the search's cursor and where the log stood before the
look. Events are numbered densely in the order of commits (live.log), so an ad approved late has a later number: none
is missed, none is told of twice.
"""

from datetime import timedelta

from django.conf import settings
from django.core import signing
from django.core.mail import EmailMessage
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from classifieds.ads import Ad
from classifieds.finding import Question
from classifieds.saved_searches import Period, SavedSearch
from live.models import Head

EVERY = {Period.HOURLY: timedelta(hours=1), Period.DAILY: timedelta(days=1), Period.WEEKLY: timedelta(weeks=1)}
IN_FULL = 100
TO_CONFIRM, TO_END = "confirm a saved search", "end a saved search"
CONFIRM_WITHIN = timedelta(days=7)
AT_ONCE = 50
AGAIN_AFTER = timedelta(hours=1)


def question_of(search):
    """Return what a saved search asks."""
    return Question.read(search.category, search.place, search.filters)


def ask_to_confirm(search):
    """Send the letter whose link begins a search. Raises OSError when it cannot be handed over."""
    with translation.override(search.language):
        link = _link("search_confirm", search, TO_CONFIRM)
        words = _("To get letters about new ads (%(search)s), open the link and press “Begin”:")
        subject = _("Confirm the saved search")
        EmailMessage(
            subject, f"{words % {'search': question_of(search).in_words}}\n\n{link}", None, [search.email]
        ).send()


def begin(search):
    """Let a confirmed search run from now on, as often as it says; the second time, do nothing."""
    now = timezone.now()
    due_at = now + EVERY[Period(search.period)]
    stored = SavedSearch.objects.filter(pk=search.pk)
    if not stored.filter(confirmed_at=None).update(
        confirmed_at=now, cursor=Head.current().seq, due_at=due_at, period=search.period
    ):
        stored.running().exclude(period=search.period).update(due_at=due_at, period=search.period)


def write_due():
    """Write all letters that are due; return how many were sent."""
    due = SavedSearch.objects.running().filter(due_at__lte=timezone.now()).order_by("due_at")
    return sum(_write(pk) for pk in list(due.values_list("pk", flat=True)[:AT_ONCE]))


def read(token, purpose):
    """Return the search of a link, with the period it names; None if it is not ours, too old, or its search gone."""
    age = CONFIRM_WITHIN if purpose == TO_CONFIRM else None
    try:
        signed = signing.loads(token, salt=purpose, max_age=age)
    except signing.BadSignature:
        return None
    # Links of letters sent before name no period.
    pk, period = signed if isinstance(signed, list) else (signed, "")
    search = SavedSearch.objects.filter(pk=pk).first()
    if search and period:
        search.period = period
    return search


def forget_searches():
    """Delete searches that nobody confirmed within a week, and those that ended a month ago."""
    now = timezone.now()
    SavedSearch.objects.filter(confirmed_at=None, made_at__lt=now - CONFIRM_WITHIN).delete()
    SavedSearch.objects.filter(ended_at__lt=now - timedelta(days=30)).delete()


def _write(pk):
    """Write one letter, if it is still due. No lock is held while it is on its way."""
    search = _claim(pk)
    if search is None:
        return False
    head = Head.current().seq
    news = _ads_of(search).filter(news_seq__gt=search.cursor, news_seq__lte=head)
    ads = list(news.order_by("-news_seq")[:IN_FULL])
    if ads:
        try:
            _letter(search, ads, news.count()).send()
        except OSError:
            # The cursor stays: the next letter has these too.
            return False
    due_at = timezone.now() + EVERY[Period(search.period)]
    SavedSearch.objects.filter(pk=pk).update(due_at=due_at, cursor=head)
    return bool(ads)


def _ads_of(search):
    """Return the ads that a search asks for: none while the desk has taken away a field or a value that it names."""
    question = question_of(search)
    return question.ads() if QueryDict(search.filters).keys() <= question.asked.keys() else Ad.objects.none()


def _claim(pk):
    """Return a search whose letter is ours to write, or None: of two processes the second finds that it is not due.

    It is due again after AGAIN_AFTER, should this letter fail or this process end.
    """
    now = timezone.now()
    due = SavedSearch.objects.running().filter(pk=pk, due_at__lte=now)
    return SavedSearch.objects.get(pk=pk) if due.update(due_at=now + AGAIN_AFTER) else None


def _letter(search, ads, number):
    with translation.override(search.language):
        question = question_of(search)
        said = ngettext("%(number)d new ad: %(search)s", "%(number)d new ads: %(search)s", number)
        lines = [_line(ad) for ad in ads]
        if number > len(ads):
            lines.append(_("And %(number)d more:") % {"number": number - len(ads)})
        end = _link("search_end", search, TO_END)
        lines += [settings.SITE_URL + question.address, f"{_('No more such letters:')} {end}"]
        headers = {
            "Auto-Submitted": "auto-generated",
            "List-Unsubscribe": f"<{end}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        }
        subject = " ".join((said % {"number": number, "search": question.in_words}).split())
        return EmailMessage(subject, "\n\n".join(lines), None, [search.email], headers=headers)


def _line(ad):
    was = f" ({_('before')}: {ad.dropped_from})" if ad.dropped_from else ""
    return f"{ad.title} — {ad.price_in_words}{was}\n{settings.SITE_URL}{ad.get_absolute_url()}"


def _link(name, search, purpose):
    return settings.SITE_URL + reverse(name, args=[signing.dumps([search.pk, search.period], salt=purpose)])
