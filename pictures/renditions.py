"""The files of a picture: pictures/<first two of the key>/<key>/<width>.<kind> under MEDIA_ROOT.

The widest JPEG is the master, from which AVIF files are made later. A name is never written twice with
different contents, so any cache may keep a file for ever.
"""

import os
import re
import shutil
from io import BytesIO
from pathlib import Path

from django.conf import settings
from django.core.files.storage import default_storage
from django.utils.crypto import get_random_string
from PIL import Image

SIZES = (480, 960, 1440, 2048)
CONTENT_TYPES = {"jpg": "image/jpeg", "avif": "image/avif"}
NAME = re.compile(r"pictures/([a-z0-9]{2})/\1[a-z0-9]{22}/[1-9]\d{0,3}\.(?P<kind>jpg|avif)")
JPEG = {"format": "JPEG", "quality": 80, "optimize": True, "progressive": True}
# All later files descend from the master, so it may not yet show what it has lost. It is not progressive:
# that would take twice the time for one per cent of its size.
MASTER = {"format": "JPEG", "quality": 88, "optimize": True}
# One thread: the machine has pages to answer meanwhile.
AVIF = {"format": "AVIF", "quality": 62, "speed": 8, "max_threads": 1}


def new_key():
    """A name nobody can guess, and that tells nothing about the file it came from."""
    return get_random_string(24, "abcdefghijklmnopqrstuvwxyz0123456789")


def widths(width):
    """The widths kept of a master this wide: the usual ones below it, and its own."""
    return [size for size in SIZES if size < width] + [width]


def name(key, width, kind):
    """The file's name within the media folder."""
    return f"{_folder(key)}{width}.{kind}"


def urls(key, widths, kind):
    """The public addresses of a picture's files."""
    # Not by way of the storage, which would quote what needs no quoting.
    folder = f"{settings.MEDIA_URL}{_folder(key)}"
    return [f"{folder}{width}.{kind}" for width in widths]


def find(wanted):
    """The file a reader asks for by name; FileNotFoundError for all but our own files, links out included."""
    if not NAME.fullmatch(wanted):
        raise FileNotFoundError(wanted)
    media = Path(default_storage.location).resolve()
    path = (media / wanted).resolve(strict=True)
    if path != media / wanted or not path.is_file():
        raise FileNotFoundError(wanted)
    return path


def write_jpegs(key, image):
    """Write the master and all smaller JPEG files of a clean image."""
    *smaller, master = widths(image.width)
    _write(name(key, master, "jpg"), image, MASTER)
    for width, scaled in _scaled_down(image, smaller):
        _write(name(key, width, "jpg"), scaled, JPEG)


def write_avifs(key, width):
    """Write all AVIF files from the master; those already there are made anew."""
    with Image.open(default_storage.path(name(key, width, "jpg")), formats=["JPEG"]) as master:
        for size, scaled in _scaled_down(master, widths(width)):
            _write(name(key, size, "avif"), scaled, AVIF)


def remove(key):
    """Remove every file of a picture; no file is no error."""
    shutil.rmtree(Path(default_storage.path(name(key, 0, "jpg"))).parent, ignore_errors=True)


def _folder(key):
    return f"pictures/{key[:2]}/{key}/"


def _scaled_down(image, sizes):
    """Pairs of width and image, widest first, each from the one before, at half the cost."""
    shape = image.height / image.width
    for width in reversed(sizes):
        image = image.resize((width, max(1, round(width * shape))), Image.Resampling.HAMMING)
        yield width, image


def _write(wanted, image, options):
    """Put a whole file in its place at once, safe from a power cut: a reader never meets a half of it."""
    contents = BytesIO()
    image.save(contents, **options)
    path = Path(default_storage.path(wanted))
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_suffix(f".{get_random_string(8)}.tmp")
    with unfinished.open("xb") as file:
        file.write(contents.getbuffer())
        file.flush()
        os.fsync(file.fileno())
    unfinished.replace(path)
