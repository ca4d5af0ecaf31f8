"""What the templates say about corrections."""

from django import template

from corrections import figures
from corrections.desk.rows import with_words
from corrections.models import Ticket
from paging.shared import shared

register = template.Library()


@register.simple_tag
def fixed_this_month():
    """Return how many mistakes found by readers have been corrected this month."""
    return shared("fixed_this_month", figures.fixed_this_month)


@register.simple_tag(takes_context=True)
def waiting_corrections(context, article):
    """Return the open tickets of an article for the person at the desk, the most reported first."""
    request = context.get("request")
    if article is None or request is None:
        return []
    tickets = Ticket.objects.settleable_by(request.user).waiting().filter(article=article.pk)
    return with_words(tickets.trusted().prefetch_related("suggestions").order_by("-weight", "pk")[:20])
