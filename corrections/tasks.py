"""What follows when a ticket is settled, after the editor has gone on."""

from django_tasks import task


@task
def answer(ticket):
    """Write to the readers who reported the ticket and left an address."""
    # Found when it runs, because the model enqueues it.
    from corrections.answering import answer_by_email
    from corrections.models import Report

    answer_by_email(Report.objects.filter(ticket=ticket))
