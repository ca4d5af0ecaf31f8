"""Conflicts as questions on a page: what there is to choose from, and what each answer writes into which input."""

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from articles.comparing import captions_of, name_of, shown, text_of_block
from articles.desk.notes import row_of
from articles.merging import ORDER, UNKNOWN
from articles.models import Article, Note, Photo
from articles.revisions import MOMENTS, PHOTO_WORDS, TEXTS
from language.rewording import compare_words
from pictures.models import Picture

ROWS = "photos"


def question(place, conflict, result, posted, editor):
    """Return the Question that this conflict is."""
    kinds = {"body": BodyQuestion, "lead_picture": LeadQuestion, "notes": NoteQuestion}
    kinds["photos"] = OrderQuestion if conflict.place == ORDER else PhotoQuestion
    return kinds.get(conflict.field, Question)(place, conflict, result.snapshot, posted, editor)


def values(key, value):
    """Return a value of a snapshot as a form posts it: a list of texts."""
    if key == "hashtags":
        return [" ".join(f"#{name}" for name in value)]
    if isinstance(value, list):
        return [str(one) for one in value]
    if key in MOMENTS and value:
        return [f"{timezone.localtime(datetime.fromisoformat(value)):%Y-%m-%dT%H:%M}"]
    return ["" if value is None else str(value)]


class Question:
    """One field that both changed."""

    is_body = False

    def __init__(self, place, conflict, snapshot, posted, editor):
        self.place, self.conflict, self.editor = place, conflict, editor
        self.snapshot, self.posted = snapshot, posted
        self.pictures = [photo["picture"] for photo in snapshot["photos"]]

    def as_context(self):
        """Return what the template needs."""
        sides = [getattr(self.conflict, side) for side in ("base", "theirs", "mine")]
        base, theirs, mine = ("" if side is UNKNOWN else self.text(side) for side in sides)
        name = f"conflict-{self.place}-edited"
        value = self.value(self.conflict.mine)
        return {
            "name": str(self.place),
            "label": self.label,
            "input": self.input,
            "is_body": self.is_body,
            "is_text": self.is_text,
            "base": base,
            "theirs": compare_words(base, theirs),
            "mine": compare_words(base, mine),
            "mine_text": mine,
            "theirs_text": theirs,
            "mine_value": value,
            "theirs_value": self.value(self.conflict.theirs),
            "pictures": self.pictures_of(sides),
            "editor": self.editor.render(name, value, {"id": f"id_{name}"}) if self.is_body else "",
        }

    @property
    def label(self):
        """What the question is about."""
        return name_of(Article, self.conflict.field)

    @property
    def input(self):
        """The name of the input that the answer goes into."""
        return "counterpart" if self.conflict.field == "pair" else self.conflict.field

    @property
    def is_text(self):
        """Whether a third text may be written instead of both."""
        return self.conflict.field in TEXTS

    def value(self, side):
        """Return what the input holds when this side is chosen."""
        return values(self.conflict.field, side)[0]

    def text(self, side):
        """Return what people read of this side."""
        return side if self.is_text else shown(Article, self.conflict.field, side)

    def pictures_of(self, _sides):
        """Return the Pictures of each of the three sides, if it is them that people choose by."""
        return None

    def row(self, picture):
        """Return the name of the photo row that holds the picture."""
        names = (name for name in self.posted if name.startswith(f"{ROWS}-") and name.endswith("-picture"))
        found = (name.removesuffix("-picture") for name in names if self.posted[name] == str(picture))
        return next(found, "")

    def numbered(self, picture):
        """Return what the page calls a photo: by its place among all."""
        return _("photo %(number)s") % {"number": self.pictures.index(picture) + 1}


class BodyQuestion(Question):
    """Some paragraphs; the body is put together of its pieces when the answer is there."""

    is_body = True

    def value(self, side):
        return "".join(side)

    def text(self, side):
        captions = captions_of(self.snapshot)
        return "\n".join(text_of_block(block, captions) for block in side)


class LeadQuestion(Question):
    """The photo that leads."""

    input = f"{ROWS}-lead"

    def value(self, side):
        return self.row(side)

    def text(self, side):
        if not side:
            return shown(Article, "lead_picture", side)
        return self.numbered(side) if side in self.pictures else _("deleted")


class PhotoQuestion(Question):
    """One word of a photo, or whether it stays."""

    @property
    def label(self):
        picture, word = self.conflict.place
        number = self.numbered(picture)
        return f"{number}: {Photo._meta.get_field(word).verbose_name}" if word else number

    @property
    def input(self):
        return f"{self.row(self.conflict.place[0])}-{self.conflict.place[1] or 'DELETE'}"

    @property
    def is_text(self):
        return bool(self.conflict.place[1])

    def value(self, side):
        return side if self.is_text else "" if side else "on"

    def text(self, side):
        if self.is_text:
            return side
        return "\n".join(filter(None, (side[word] for word in PHOTO_WORDS))) if side else _("deleted")


class OrderQuestion(Question):
    """The order of all photos, each side a list of pictures."""

    input = f"{ROWS}-{ORDER}"
    is_text = False

    @property
    def label(self):
        return _("order of the photos")

    def value(self, side):
        return " ".join(str(picture) for picture in side)

    def text(self, side):
        captions = captions_of(self.snapshot)
        return "\n".join(captions.get(picture) or self.numbered(picture) for picture in side)

    def pictures_of(self, sides):
        found = Picture.objects.in_bulk(self.pictures)
        return [[] if side is UNKNOWN else [found[pk] for pk in side if pk in found] for side in sides]


class NoteQuestion(Question):
    """One word of a note to readers, or whether it stays."""

    @property
    def label(self):
        word = self.conflict.place[1]
        name = str(Note._meta.verbose_name)
        return f"{name}: {Note._meta.get_field(word).verbose_name}" if word else name

    @property
    def input(self):
        number, word = self.conflict.place
        # A note that they took back comes again as a new row, which is left out by leaving it empty.
        left_out_by = "text" if self.conflict.theirs is None else "DELETE"
        return f"{row_of(self.posted, number)}-{word or left_out_by}"

    @property
    def is_text(self):
        return self.conflict.place[1] == "text"

    def value(self, side):
        if self.conflict.place[1]:
            return side
        if self.conflict.theirs is None:
            return side["text"] if side else ""
        return "" if side else "on"

    def text(self, side):
        word = self.conflict.place[1]
        if word:
            return str(Note.Kind(side).label) if word == "kind" else side
        return f"{Note.Kind(side['kind']).label}: {side['text']}" if side else _("deleted")
