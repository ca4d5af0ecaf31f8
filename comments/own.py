"""What a reader may know and have done about themselves: everything kept about them, and its end."""

from django.db import transaction
from django.utils import timezone

from comments.models import Comment, Complaint, Reaction
from comments.states import State
from people.models import Ban, Visitor


def everything_of(visitor):
    """Return all that is kept about a visitor, as plain data that they may take home."""
    return {
        "name": visitor.name,
        "since": _moment(visitor.made_at),
        "seen": _moment(visitor.seen_at),
        "confirmed": visitor.get_contact_kind_display() if visitor.contact_kind else "",
        "confirmed_at": _moment(visitor.confirmed_at),
        "agreement": {"version": visitor.agreement_version, "at": _moment(visitor.agreed_at)},
        "comments": [_comment(comment) for comment in _comments_of(visitor)],
        "reactions": [
            {"comment": reaction.comment_id, "kind": reaction.kind, "at": _moment(reaction.at)}
            for reaction in visitor.reactions.order_by("pk")
        ],
        "complaints": [
            {
                "comment": complaint.comment_id,
                "reason": complaint.reason,
                "at": _moment(complaint.made_at),
                "was_right": complaint.was_right,
            }
            for complaint in visitor.complaints.order_by("pk")
        ],
        "reports": [
            {
                "article": report.ticket.article_id,
                "words": report.ticket.quote or report.marked,
                "proposed": report.suggestion.text if report.suggestion else report.proposed,
                "remark": report.remark,
                "email": report.email,
                "at": _moment(report.made_at),
            }
            for report in visitor.reports.select_related("ticket", "suggestion").order_by("pk")
        ],
        "bans": [
            {
                "reason": ban.reason,
                "from": _moment(ban.made_at),
                "until": _moment(ban.until),
                "lifted": _moment(ban.lifted_at),
                "appeal": ban.appeal,
                "appealed": _moment(ban.appealed_at),
                "settled": _moment(ban.appeal_settled_at),
            }
            for ban in visitor.bans.order_by("pk")
        ],
    }


def erase(visitor):
    """Delete what a visitor has said, felt and complained of, and end the agreement with them.

    Whoever has confirmed a contact, or was banned, is kept without a name as long as comments.retention says.
    """
    for comment in Comment.objects.filter(visitor=visitor).exclude(state=State.DELETED).order_by("pk"):
        comment.delete_by_author()
    for reaction in Reaction.objects.filter(visitor=visitor).select_related("comment").order_by("comment_id"):
        reaction.comment.react(visitor, "")
    with transaction.atomic():
        Reaction.objects.filter(visitor=visitor).delete()
        Complaint.objects.filter(visitor=visitor).delete()
        # That a word was wrong stays true; who said so, and what else they said, goes.
        visitor.reports.update(visitor=None, remark="", email="")
        if visitor.contact_hash or visitor.bans.exists():
            visitor.leave()
        else:
            visitor.delete()


def take_over(former, visitor):
    """Give what one visitor has said, felt and complained of to another, who is the same person, and forget the one.

    Bans go along.
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
        former.reports.update(visitor=visitor)
        for rows in (Complaint.objects, Comment.objects, Ban.objects):
            rows.filter(visitor=former).update(visitor=visitor)
        Visitor.objects.filter(pk=former.pk).delete()


def _comments_of(visitor):
    return Comment.objects.filter(visitor=visitor).for_feed().prefetch_related("former_texts").order_by("pk")


def _comment(comment):
    return {
        "id": comment.pk,
        "under": comment.article.headline,
        "name": comment.name,
        "text": comment.text,
        "quote": comment.quote,
        "before": [{"text": former.text, "until": _moment(former.until)} for former in comment.former_texts.all()],
        "state": comment.state,
        "hidden_for": comment.get_hidden_for_display(),
        "at": _moment(comment.created_at),
        "edited": _moment(comment.edited_at),
        "address": comment.address,
    }


def _moment(moment):
    return moment and timezone.localtime(moment).isoformat(timespec="seconds")
