"""One safe picture from any upload: upright, sRGB, at most 2560 px, with nothing in it but pixels."""

import logging
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from PIL import ExifTags, Image, ImageCms
from pillow_heif import register_heif_opener

from pictures import exif
from pictures.recognising import HEAD, RAW, UNKNOWN, Unreadable, recognise

MAX_BYTES = 40 * 1024 * 1024
MAX_PIXELS = 100_000_000
MAX_STRETCH = 20
MIN_SIDE = 200
LONG_SIDE = 2560
REDUCED_COPY = 1
DAMAGED = gettext_lazy("The file is damaged or incomplete. Copy it again, or save it anew as JPEG.")

logger = logging.getLogger(__name__)
register_heif_opener()
# Our own count below decides; this makes Pillow itself refuse what its readers meet further inside a file.
Image.MAX_IMAGE_PIXELS = MAX_PIXELS


@dataclass(frozen=True)
class CleanPicture:
    """Pixels fit for the public, and the one fact kept about them: when they were taken."""

    image: Image.Image
    taken_at: datetime | None

    @property
    def width(self):
        """Width in pixels, as a reader sees it."""
        return self.image.width

    @property
    def height(self):
        """Height in pixels, as a reader sees it."""
        return self.image.height


def clean(file):
    """Turn an uploaded file into a CleanPicture, or raise Unreadable: whatever its bytes, nothing else."""
    data = _read(file)
    kind = recognise(data[:HEAD])
    try:
        return _decode(Image.open(BytesIO(data), formats=[kind]))
    except Unreadable:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as bomb:
        raise _too_many_pixels() from bomb
    except Exception as error:
        # A broken file makes Pillow's readers raise whatever they stumble over: OSError, SyntaxError,
        # struct.error, KeyError, MemoryError …; for the editor all of it is one and the same.
        logger.info("A %s upload could not be read: %r", kind, error)
        raise Unreadable(DAMAGED) from error


def _read(file):
    file.seek(0)
    data = file.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise Unreadable(
            _("The file is larger than %(limit)d MB. Save a smaller copy of it as JPEG.")
            % {"limit": MAX_BYTES // 1024**2}
        )
    return data


def _decode(source):
    _check_size(source)
    size = _fitted(source.size)
    # A JPEG can be decoded at a half, a quarter or an eighth for a fraction of the time and the memory.
    source.draft(None, size)
    source.load()
    facts = exif.read(source)
    image = _opaque(source)
    # Hamming makes smaller what Lanczos does, to the eye the same, in half the time.
    image = image.resize(_fitted(image.size), Image.Resampling.HAMMING, reducing_gap=2.0)
    image = exif.upright(_srgb(image, source.info.get("icc_profile")), facts)
    # What the source said about itself travels in `info`, and would be written out with every size.
    image.info = {}
    return CleanPicture(image, exif.taken_at(facts))


def _check_size(source):
    width, height = source.size
    if width * height > MAX_PIXELS:
        raise _too_many_pixels()
    if source.format == "TIFF" and source.tag_v2.get(ExifTags.Base.NewSubfileType, 0) & REDUCED_COPY:
        # DNG, NEF and ARW are TIFF files that begin with a thumbnail.
        raise Unreadable(RAW)
    if max(width, height) > MAX_STRETCH * min(width, height):
        raise Unreadable(
            _("The picture is %(times)d times as long as it is wide. Cut out what readers should see.")
            % {"times": max(width, height) // max(1, min(width, height))}
        )
    if min(width, height) < MIN_SIDE:
        raise Unreadable(
            _("The picture is only %(width)d × %(height)d pixels. It needs at least %(least)d on each side.")
            % {"width": width, "height": height, "least": MIN_SIDE}
        )


def _too_many_pixels():
    return Unreadable(
        _("The picture has more than %(limit)d megapixels. Save a smaller copy of it as JPEG.")
        % {"limit": MAX_PIXELS // 10**6}
    )


def _fitted(size):
    """The same shape, with a long side of at most LONG_SIDE."""
    scale = min(1, LONG_SIDE / max(size))
    return tuple(max(1, round(side * scale)) for side in size)


def _opaque(source):
    """The picture as L, RGB or CMYK in 8 bits, what was transparent being white."""
    if source.mode.startswith("I;16"):
        return source.convert("I").point(lambda value: value * (1 / 257) + 0.5).convert("L")
    if source.has_transparency_data:
        image = source.convert("RGBA")
        paper = Image.new("RGBA", image.size, "white")
        return Image.alpha_composite(paper, image).convert("RGB")
    if source.mode == "1":
        return source.convert("L")
    if source.mode in ("P", "RGBX", "YCbCr"):
        return source.convert("RGB")
    if source.mode in ("L", "RGB", "CMYK"):
        return source
    raise Unreadable(UNKNOWN)


def _srgb(image, profile):
    """The picture in sRGB, by its own ICC profile when that can be used."""
    if not profile:
        return image.convert("RGB")
    try:
        return _by_profile(image, ImageCms.ImageCmsProfile(BytesIO(profile)))
    except (ImageCms.PyCMSError, OSError, ValueError):
        return image.convert("RGB")


def _by_profile(image, profile):
    if image.mode == "L" and profile.profile.xcolor_space == "RGB ":
        image = image.convert("RGB")
    return ImageCms.profileToProfile(
        image,
        profile,
        ImageCms.createProfile("sRGB"),
        renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC,
        outputMode="RGB",
        flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
    )
