"""What readers have found, on the desk's first page."""

from corrections.models import Ticket


def waiting(user):
    """Return how many trusted tickets this person may settle, and the most pressing of them; nothing for others."""
    tickets = Ticket.objects.settleable_by(user).waiting().trusted()
    return {"number": tickets.count(), "first": list(tickets.most_pressing().select_related("article")[:3])}
