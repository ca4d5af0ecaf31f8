"""Keeps the indexes of all StemsFields."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate

from searching.indexing import make_indexes


class Searching(AppConfig):
    """Makes each index that is missing, after every migration: SQLite loses triggers when it rebuilds a table."""

    name = "searching"

    def ready(self):
        """Listen."""
        post_migrate.connect(make_indexes)
