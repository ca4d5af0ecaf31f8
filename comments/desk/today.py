"""What waits for a moderator, on the desk's first page."""

from comments.desk.queue import KINDS, sizes


def waiting(user):
    """Return (kind, its name, how many) of what waits; nothing for those who may not moderate."""
    if not user.has_perm("comments.moderate_comment"):
        return []
    return [(kind, KINDS[kind], number) for kind, number in sizes().items()]
