"""What readers say in the demonstration paper, taken in as any comment is."""

import tomllib
from datetime import timedelta
from pathlib import Path

from comments.models import Comment
from comments.posting import Sender
from people.models import Visitor

FILE = Path(__file__).parent / "comments.toml"


def lay_out(articles):
    """Let readers talk under the articles, given by their keys; each as long after its story as the file says."""
    said = []
    for words in tomllib.loads(FILE.read_text("utf-8"))["comment"]:
        article = articles[words["under"]]
        parent = said[words["answers"] - 1] if "answers" in words else None
        sender = Sender(Visitor(), is_known=False, address=f"2001:db8:{len(said):x}::1")
        comment, _new = Comment.objects.post(
            article, sender, name=words["name"], text=words["text"].strip(), parent=parent
        )
        _settle(comment, article.publish_at + timedelta(minutes=words["minutes"]), words.get("reactions", {}))
        said.append(comment)


def _settle(comment, moment, reactions):
    comment.created_at = comment.shown_at = moment
    comment.reactions, comment.score = reactions, sum(reactions.get(kind, 0) for kind in ("like", "heart", "laugh"))
    comment.save(update_fields=["created_at", "shown_at", "reactions", "score"])
