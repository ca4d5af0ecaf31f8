"""What the templates say about comments: the discussion under an article, the site's feed, words with links."""

from functools import lru_cache

from django import template
from django.template.loader import render_to_string
from django.utils.html import format_html, format_html_join
from django.utils.translation import get_language

from comments.forms import CommentForm
from comments.models import Comment, Reason, Rules
from comments.reacting import totals_of
from comments.threads import IN_ARTICLE, threads_of
from comments.writing import closed_because
from language.own_words import pieces
from live import log
from paging.shared import shared
from people.confirming import confirms

register = template.Library()

IN_RAIL = 5
LONGEST_ADDRESS = 60


@register.filter
def linked(text):
    """Return a comment's words with their addresses as links; a long address is shown by its beginning."""
    return format_html_join("", "{}", ((_piece(piece, address),) for piece, address in pieces(text)))


@register.simple_tag
def reactions(comment):
    """Return the buttons of a comment's reactions; most comments have the same few, so they are rendered once."""
    return _buttons(get_language(), frozenset(comment.reactions.items()))


@register.simple_tag(takes_context=True)
def threads_under(context, article):
    """Return the first threads under the article, with the cursor that its page resumes after."""
    cursor = str(context["cursor"])
    return {"cursor": cursor, "threads": threads_of(article, size=IN_ARTICLE), "form": CommentForm()}


@register.simple_tag
def feed():
    """Return the newest comments of the site, with the cursor that their block resumes after."""
    return shared("feed", _newest)


@register.simple_tag
def open_to_write(article):
    """Return why nobody may write under the article now; "" when they may."""
    return closed_because(article, rules=Rules.of_this_second())


@register.simple_tag
def asks_to_confirm():
    """Tell whether readers confirm a contact before they write."""
    return confirms()


@register.simple_tag
def ban_reason(ban):
    """Return why somebody may not write, in words."""
    return Reason(ban.reason).label if ban.reason in Reason else ban.reason


@lru_cache(maxsize=1000)
def _buttons(_language, reactions):
    return render_to_string("comments/_reactions.html", {"totals": totals_of(dict(reactions))})


def _newest():
    cursor = log.cursor()
    return {"cursor": cursor, "rows": list(Comment.objects.shown().for_feed()[:IN_RAIL])}


def _piece(piece, address):
    if not address:
        return piece
    shown = address if len(address) <= LONGEST_ADDRESS else f"{address[: LONGEST_ADDRESS - 1]}…"
    return format_html('<a href="{}" rel="nofollow ugc noopener">{}</a>', address, shown)
