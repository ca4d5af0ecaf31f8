"""What readers of the demonstration paper find wrong in it, taken in as any report is."""

import tomllib
import uuid
from pathlib import Path

from corrections.anchoring import Selector
from corrections.taking_in import Wanted, take_in
from people.models import Visitor

FILE = Path(__file__).parent / "reports.toml"


def lay_out(articles):
    """Let readers report mistakes in the articles, given by their keys."""
    for words in tomllib.loads(FILE.read_text("utf-8"))["report"]:
        selector = Selector(words["exact"])
        wanted = Wanted(selector, words.get("suggestion"), words.get("kind", "typo"), words.get("remark", ""))
        for _reader in range(words["readers"]):
            take_in(articles[words["under"]], uuid.uuid4(), wanted, Visitor.objects.create(), 1.0)
