"""manage.py renew_log: for the day on which a backup was restored."""

from django.core.management.base import BaseCommand

from live.log import renew_epoch


class Command(BaseCommand):
    """Begin the event log under a new name."""

    help = "After a restored backup: have every open page fetch its lists again, whatever it has seen before."

    def handle(self, *args, **options):
        """Renew the epoch, and say so."""
        self.stdout.write(f"The event log is {renew_epoch()} now.")
