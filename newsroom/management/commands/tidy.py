"""manage.py tidy: empty the bin of what has rested, take up tasks whose worker died, forget old readings, and readers
whose agreement ended long ago, and answer those who reported a typo. Any time."""

from datetime import timedelta

from django.core.management.base import BaseCommand
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from articles.models import Article, Readership
from classifieds.due import tidy_ads
from comments.retention import forget_visitors
from corrections.answering import forget_addresses
from people.confirming import forget_codes
from people.limits import forget_tallies

LONGEST_TASK = timedelta(minutes=30)
MOST_ATTEMPTS = 3


class Command(BaseCommand):
    """Do what nobody else does in time; the second time, nothing."""

    help = __doc__

    def handle(self, **options):
        deleted = sum(article.delete_for_good() for article in list(Article.objects.rested()))
        Readership.objects.forget_old()
        forget_codes()
        forget_tallies()
        forget_addresses()
        tidy_ads()
        self.stdout.write(
            f"Deleted for good: {deleted}. Readers forgotten: {forget_visitors()}. "
            f"Tasks taken up again: {_take_up_tasks()}."
        )


def _take_up_tasks():
    """Queue the tasks that began long ago and never ended; one that took several workers with it is given up."""
    stuck = DBTaskResult.objects.filter(status=TaskResultStatus.RUNNING, started_at__lt=timezone.now() - LONGEST_TASK)
    for task in stuck:
        if len(task.worker_ids) >= MOST_ATTEMPTS:
            task.set_failed(TimeoutError(f"It was begun {len(task.worker_ids)} times and never ended."))
    return stuck.update(status=TaskResultStatus.READY, started_at=None)
