"""manage.py prepare: what has to be done before the site can be served; quick when nothing is."""

import hashlib

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from articles.models import Article
from newsroom.catalogues import compile_catalogues


class Command(BaseCommand):
    """Bring catalogues, tables and static files up to date; load the demonstration paper into an empty site."""

    help = __doc__
    requires_system_checks = ()

    def add_arguments(self, parser):
        parser.add_argument("--demo", action="store_true", help="load the demonstration paper when empty")

    def handle(self, *, demo, **options):
        compile_catalogues()
        if _has_unapplied_migrations():
            self.stdout.write("Bringing the tables up to date")
            call_command("migrate", interactive=False, verbosity=0)
        if not settings.DEBUG:
            self._collect_static()
        if demo and not Article.objects.exists():
            self.stdout.write("Loading the demonstration paper")
            call_command("demo")

    def _collect_static(self):
        stamp = settings.DATA_DIR / "static.collected"
        wanted = _static_digest()
        if stamp.exists() and stamp.read_text() == wanted:
            return
        self.stdout.write("Collecting and compressing the static files")
        call_command("collectstatic", interactive=False, verbosity=0)
        stamp.write_text(wanted)


def _has_unapplied_migrations():
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def _static_digest():
    """A fingerprint of every static file that would be collected, and of the packages that process them.

    Where they were collected does not count: the stamp lies beside them, and a data folder may be moved.
    """
    digest = hashlib.sha256((settings.BASE_DIR / "requirements.txt").read_bytes())
    for finder in get_finders():
        for path, storage in finder.list([]):
            state = (path, storage.get_modified_time(path).timestamp(), storage.size(path))
            digest.update(repr(state).encode())
    return digest.hexdigest()
