"""The two things worth knowing from a photograph's EXIF: which way is up, and when it was taken."""

import re

from django.utils import timezone
from django.utils.dateparse import parse_datetime
from PIL import ExifTags, Image

TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
OFFSET = re.compile(r"[+-](0\d|1[0-4]):[0-5]\d")


def read(source):
    """Give the EXIF of an opened picture, or an empty one: a broken tag is no reason to lose a photograph."""
    try:
        return source.getexif()
    except Exception:
        return Image.Exif()


def upright(image, exif):
    """Turn the picture as the camera was held."""
    turn = TURNS.get(exif.get(ExifTags.Base.Orientation))
    return image if turn is None else image.transpose(turn)


def taken_at(exif):
    """Tell when the shutter opened; a camera that names no offset shows the newsroom's local time."""
    try:
        details = exif.get_ifd(ExifTags.IFD.Exif)
        shown = str(details[ExifTags.Base.DateTimeOriginal])[:19].replace(":", "-", 2)
        offset = OFFSET.match(str(details.get(ExifTags.Base.OffsetTimeOriginal, "")))
        taken = parse_datetime(shown + (offset[0] if offset else ""))
    except Exception:
        # Cameras write anything here, zeros and spaces included, and each reader stumbles in its own way.
        return None
    if taken is None or not 1900 < taken.year < 2100:
        return None
    return taken if timezone.is_aware(taken) else timezone.make_aware(taken)
