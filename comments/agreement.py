"""The rules of the discussions, which everybody who writes agrees to once; a new version is agreed to anew."""

from django.utils import timezone

VERSION = "2026-11"


def has_agreed(visitor):
    """Tell whether the visitor knows the rules as they are now."""
    return visitor.agreement_version == VERSION


def agree(visitor):
    """Take down that the visitor agrees to the rules as they are now; not saved yet."""
    visitor.agreement_version, visitor.agreed_at = VERSION, timezone.now()
