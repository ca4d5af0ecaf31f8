"""manage.py demo: the demonstration paper of a made-up city, and somebody who may edit it."""

import secrets

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError

from articles.models import Article
from newsroom.demo.paper import Paper

EDITOR = "editor"


class Command(BaseCommand):
    """Load the demonstration paper; the second time, do nothing."""

    help = __doc__

    def add_arguments(self, parser):
        parser.add_argument("--force", action="store_true", help="load it beside articles that are here already")

    def handle(self, *, force, **options):
        paper = Paper()
        if paper.is_loaded():
            self.stdout.write("The demonstration paper is here already; nothing was changed.")
            return
        if Article.objects.exists() and not force:
            raise CommandError(
                "This site has articles of its own. The demonstration paper would stand among them; "
                "if that is what you want, add --force."
            )
        paper.load()
        self.stdout.write(f"Loaded {len(paper.stories)} articles.")
        self._make_editor()

    def _make_editor(self):
        """Let somebody into the desk with a password nobody else has, unless there is an editor already."""
        users = get_user_model().objects
        if users.filter(username=EDITOR).exists():
            return
        password = secrets.token_urlsafe(9)
        users.create_superuser(EDITOR, password=password)
        kept = settings.DATA_DIR / "demo_login"
        kept.touch(mode=0o600)
        kept.write_text(f"{EDITOR} {password}\n")
        self.stdout.write(f"Log in as {EDITOR}; the password is in {kept}.")
