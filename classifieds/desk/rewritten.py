"""What an edit would change in an ad, as a moderator reads it: words and not what is stored."""

from django.utils.translation import gettext as _

from language.rewording import Piece, compare_words

IN_WORDS = ("title", "text", "name")


def rewritten(ad):
    """Return [(what it is, [Piece])] of all that the waiting edit of an ad would change; of fields one line each."""
    edited = ad.as_edited
    lines = []
    for name, after in ad.edit.items():
        if name in IN_WORDS:
            lines.append((_called(ad, name), compare_words(getattr(ad, name), after)))
        elif name == "is_business":
            lines.append((_called(ad, name), _instead(_yes_or_no(ad.is_business), _yes_or_no(after))))
        elif name == "category_id":
            lines.append((_called(ad, name), _instead(ad.shelf.name, edited.shelf.name)))
        elif name == "fields":
            lines += _told_otherwise(ad, edited)
    return lines


def _told_otherwise(ad, edited):
    was, is_now = ({one.key: one for one in version.told} for version in (ad, edited))
    for key, one in (was | is_now).items():
        before, after = (told[key].text if key in told else "" for told in (was, is_now))
        if before != after:
            yield one.name, _instead(before, after)


def _called(ad, name):
    return ad._meta.get_field(name.removesuffix("_id")).verbose_name


def _yes_or_no(value):
    return _("yes") if value else _("no")


def _instead(before, after):
    return [Piece(kind, text) for kind, text in (("del", before), ("ins", after)) if text]
