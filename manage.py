#!/usr/bin/env python3
"""Django's command line for this site: .venv/bin/python manage.py <command>."""

import os
import sys


def main():
    """Run a management command with the site's settings."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
