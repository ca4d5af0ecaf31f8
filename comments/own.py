"""What a reader may know and have done about themselves: everything kept about them, and its end."""

from django.db import transaction
from django.utils import timezone

from comments.models import Comment, Complaint, Reaction
from comments.states import State
from people.models import Ban


def everything_of(visitor):
    """Return all that is kept about a visitor, as plain data that they may take home."""
    return {
        "name": visitor.name,
        "since": _moment(visitor.made_at),
        "confirmed": visitor.get_contact_kind_display() if visitor.contact_kind else "",
        "agreement": {"version": visitor.agreement_version, "at": _moment(visitor.agreed_at)},
        "comments": [_comment(comment) for comment in _comments_of(visitor)],
        "reactions": [
            {"comment": reaction.comment_id, "kind": reaction.kind, "at": _moment(reaction.at)}
            for reaction in visitor.reactions.order_by("pk")
        ],
        "complaints": [
            {"comment": complaint.comment_id, "reason": complaint.reason, "at": _moment(complaint.made_at)}
            for complaint in visitor.complaints.order_by("pk")
        ],
        "bans": [
            {"reason": ban.reason, "from": _moment(ban.made_at), "until": _moment(ban.until), "appeal": ban.appeal}
            for ban in visitor.bans.order_by("pk")
        ],
    }


def erase(visitor):
    """Delete what a visitor has said, felt and complained of, and forget them; who is banned stays known as banned."""
    for comment in Comment.objects.filter(visitor=visitor).exclude(state=State.DELETED).order_by("pk"):
        comment.delete_by_author()
    for reaction in Reaction.objects.filter(visitor=visitor).select_related("comment").order_by("comment_id"):
        reaction.comment.react(visitor, "")
    with transaction.atomic():
        Reaction.objects.filter(visitor=visitor).delete()
        Complaint.objects.filter(visitor=visitor).delete()
        if visitor.bans.exists():
            visitor.name = ""
            visitor.save(update_fields=["name"])
        else:
            visitor.delete()


def take_over(former, visitor):
    """Give what one visitor has said, felt and complained of to another, who is the same person; bans go along.

    Where both have reacted to, or complained about, one comment, the latter's stays.
    """
    theirs = Reaction.objects.filter(visitor=visitor).values("comment")
    for reaction in Reaction.objects.filter(visitor=former, comment__in=theirs).select_related("comment"):
        reaction.comment.react(former, "")
    with transaction.atomic():
        Complaint.objects.filter(
            visitor=former, comment__in=Complaint.objects.filter(visitor=visitor).values("comment")
        ).delete()
        theirs = Reaction.objects.filter(visitor=visitor).values("comment")
        Reaction.objects.filter(visitor=former).exclude(comment__in=theirs).update(visitor=visitor)
        for rows in (Complaint.objects, Comment.objects, Ban.objects):
            rows.filter(visitor=former).update(visitor=visitor)


def _comments_of(visitor):
    return Comment.objects.filter(visitor=visitor).for_feed().order_by("pk")


def _comment(comment):
    return {
        "id": comment.pk,
        "under": comment.article.headline,
        "name": comment.name,
        "text": comment.text,
        "quote": comment.quote,
        "state": comment.state,
        "at": _moment(comment.created_at),
        "edited": _moment(comment.edited_at),
        "address": comment.address,
    }


def _moment(moment):
    return moment and timezone.localtime(moment).isoformat(timespec="seconds")
