"""What a file really is, told from its first bytes before any decoder sees it; its name does not count."""

from django.utils.translation import gettext_lazy as _

HEAD = 4096

UNKNOWN = _("This is not a picture we can read. Save it as JPEG or PNG.")
EMPTY = _("The file is empty. Choose it again.")
SVG = _("This is an SVG drawing. Save it as PNG or JPEG.")
EPS = _("This is an EPS drawing. Save it as PNG or JPEG.")
PDF = _("This is a PDF document. Save the page you need as PNG or JPEG.")
PHOTOSHOP = _("This is a Photoshop document. Export it as JPEG.")
RAW = _("This is a raw file of a camera. Export it as JPEG.")
VIDEO = _("This is a video. Choose a photograph.")
ARCHIVE = _("This is an archive or an office document. Take the pictures out of it first.")
WEB_PAGE = _("This is a web page. Save the picture itself from it.")

PICTURES = {
    b"\xff\xd8\xff": "JPEG",
    b"\x89PNG\r\n\x1a\n": "PNG",
    b"GIF87a": "GIF",
    b"GIF89a": "GIF",
    b"II*\x00": "TIFF",
    b"MM\x00*": "TIFF",
}
BRANDS = {
    b"avif": "AVIF",
    b"avis": "AVIF",
    b"heic": "HEIF",
    b"heix": "HEIF",
    b"hevc": "HEIF",
    b"heim": "HEIF",
}
STRANGERS = {
    b"%!PS": EPS,
    b"\xc5\xd0\xd3\xc6": EPS,
    b"%PDF": PDF,
    b"8BPS": PHOTOSHOP,
    b"IIU\x00": RAW,
    b"IIRO": RAW,
    b"FUJIFILM": RAW,
    b"PK\x03\x04": ARCHIVE,
    b"Rar!": ARCHIVE,
    b"7z\xbc\xaf": ARCHIVE,
    b"\xd0\xcf\x11\xe0": ARCHIVE,
    b"\x1a\x45\xdf\xa3": VIDEO,
    b"\x00\x00\x01\xba": VIDEO,
    b"\x00\x00\x01\xb3": VIDEO,
}


class Unreadable(ValueError):
    """A file that cannot become a picture; `message` tells an editor what to do, in the editor's language."""

    def __init__(self, message):
        self.message = str(message)
        super().__init__(self.message)


def recognise(head):
    """Name the one Pillow reader that may open a file beginning with these bytes, or raise Unreadable."""
    if not head:
        raise Unreadable(EMPTY)
    if kind := _kind_of_picture(head):
        return kind
    raise Unreadable(_sentence_for_stranger(head))


def _kind_of_picture(head):
    if head[:4] == b"RIFF":
        return "WEBP" if head[8:12] == b"WEBP" else None
    if head[4:8] == b"ftyp":
        return _kind_by_brands(head)
    if head[8:10] == b"CR" and head[:4] == b"II*\x00":
        return None
    return next((kind for magic, kind in PICTURES.items() if head.startswith(magic)), None)


def _kind_by_brands(head):
    """AVIF, HEIC and video share one container; the brands it names tell them apart."""
    length = min(int.from_bytes(head[:4], "big"), 256)
    brands = [head[8:12], *(head[at : at + 4] for at in range(16, length, 4))]
    return next((BRANDS[brand] for brand in brands if brand in BRANDS), None)


def _sentence_for_stranger(head):
    for magic, sentence in STRANGERS.items():
        if head.startswith(magic):
            return sentence
    if head[4:8] == b"ftyp":
        return RAW if head[8:12] == b"crx " else VIDEO
    if head[:4] == b"RIFF":
        return VIDEO if head[8:12] == b"AVI " else UNKNOWN
    if head[:4] == b"II*\x00":
        return RAW
    return _sentence_for_text(head)


def _sentence_for_text(head):
    # UTF-16 is every other byte zero; without the zeros its ASCII reads like any other.
    text = head.replace(b"\x00", b"").lower()
    if b"<svg" in text:
        return SVG
    if b"<html" in text or b"<!doctype html" in text:
        return WEB_PAGE
    if b"%!ps-adobe" in text:
        return EPS
    if b"%pdf-" in text[:1024]:
        return PDF
    return UNKNOWN
