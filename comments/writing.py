"""Whether anybody may write under an article now, and if not, why: told on the page before a word is typed."""

from django.utils.translation import gettext as _

from comments.discussions import rules_of
from comments.states import Mode
from people.confirming import CLOSED, OPEN, confirms, who_may_write


def closed_because(article, visitor=None, rules=None):
    """Return why nobody, or not this visitor, may write under the article; "" when they may.

    `rules` are the site's, where they have been read already.
    """
    state, reason = who_may_write()
    if state == CLOSED:
        return str(reason) or _("Comments are closed on this site.")
    if rules_of(article, rules)[0] == Mode.CLOSED:
        return _("Comments are closed here.")
    if state != OPEN and visitor is not None and visitor.contact_kind != state:
        return _("Confirm who you are first: «Confirm who I am» leads there, and your words come along.")
    return ""


def must_confirm(visitor):
    """Tell whether the visitor has to confirm a contact before they write."""
    return confirms() and visitor.contact_kind != who_may_write()[0]
