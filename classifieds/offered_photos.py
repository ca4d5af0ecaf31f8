"""The photographs of a form that is not an ad yet: taken in at once, then carried along as signed numbers."""

from dataclasses import dataclass, field
from datetime import timedelta

from django.core import signing
from django.utils.translation import gettext as _

from classifieds.ads import MOST_PHOTOS
from people.limits import wait
from pictures.models import Picture
from pictures.recognising import Unreadable

SALT = "photo of an ad"
TIME_TO_SEND = timedelta(days=7)
"""How long a form may wait to be sent: until then its photographs are kept, and their tokens good."""
AN_HOUR, OF_ONE_SUBNET = 3600, 200


@dataclass
class OfferedPhotos:
    """Pictures in their order, each with the token that stands in the form, and what was wrong with the rest."""

    pictures: list = field(default_factory=list)
    wrong: list = field(default_factory=list)

    @classmethod
    def read(cls, data, files, asker):
        """Take in what a form carries (`photo`, without `drop`, `main` first) and the files that came with it.

        `asker` is whose limit the files count for. No file is bad enough to lose the others.
        """
        dropped = set(data.getlist("drop"))
        tokens = [token for token in dict.fromkeys(data.getlist("photo")) if token not in dropped]
        tokens.sort(key=lambda token: token != data.get("main"))
        photos = cls(pictures=_read(tokens)[:MOST_PHOTOS])
        for file in files:
            photos._take_in(file, asker)
        return photos

    @property
    def rows(self):
        """[(token, picture)] for the form."""
        return [(token_of(picture), picture) for picture in self.pictures]

    def _take_in(self, file, asker):
        if len(self.pictures) >= MOST_PHOTOS:
            self.wrong.append(_("%(name)s: at most %(most)d photos.") % {"name": file.name, "most": MOST_PHOTOS})
        elif wait(f"ad-photos:{asker}", OF_ONE_SUBNET, AN_HOUR):
            self.wrong.append(_("%(name)s: too many photos at once. Try again later.") % {"name": file.name})
        else:
            try:
                self.pictures.append(Picture.objects.take_in(file, time_to_use=TIME_TO_SEND))
            except Unreadable as error:
                self.wrong.append(f"{file.name}: {error.message}")


def token_of(picture):
    """Return what stands for a picture in a form: nobody can name another's picture."""
    return signing.dumps(picture.pk, salt=SALT)


def _read(tokens):
    numbers = []
    for token in tokens[: MOST_PHOTOS * 3]:
        try:
            numbers.append(signing.loads(token, salt=SALT, max_age=TIME_TO_SEND))
        except signing.BadSignature:
            continue
    found = Picture.objects.in_bulk(numbers)
    return [found[number] for number in numbers if number in found]
