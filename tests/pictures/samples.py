"""Picture files as cameras, offices and attackers make them, drawn here so that the tests carry none of anybody's."""

import struct
import zlib
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageCms

RED, GREEN, BLUE, YELLOW = (220, 30, 30), (30, 200, 60), (30, 60, 220), (240, 220, 40)
HEIC = Path(__file__).with_name("phone.heic")
ADOBE = b"http://ns.adobe.com/xap/1.0/\x00<x:xmpmeta xmlns:x='adobe:ns:meta/'>Anna's phone</x:xmpmeta>"


def quarters(width=640, height=480):
    """Red and green above, blue and yellow below: shows every turn and mirroring."""
    image = Image.new("RGB", (width, height), RED)
    image.paste(GREEN, (width // 2, 0, width, height))
    image.paste(BLUE, (0, height // 2, width // 2, height))
    image.paste(YELLOW, (width // 2, height // 2, width, height))
    return image


def corners(image):
    """The colours near the four corners, row by row."""
    left, right = image.width // 8, image.width * 7 // 8
    top, bottom = image.height // 8, image.height * 7 // 8
    return [image.getpixel(at) for at in ((left, top), (right, top), (left, bottom), (right, bottom))]


def near(colour, other, within=12):
    """Tell whether two colours look the same."""
    return all(abs(one - two) <= within for one, two in zip(colour, other, strict=True))


def is_upright(image):
    """Tell whether it shows the quarters as they were drawn."""
    return all(near(*pair) for pair in zip(corners(image), (RED, GREEN, BLUE, YELLOW), strict=True))


def saved(image, format="JPEG", **options):
    """The image as a file of this format."""
    file = BytesIO()
    image.save(file, format, **options)
    file.seek(0)
    return file


def phone_exif(orientation=1, taken="2024:02:29 23:30:00", offset="+05:00"):
    """EXIF as a phone writes it: a maker, a place, a moment, a way up."""
    exif = Image.Exif()
    exif[0x010F], exif[0x0112] = "PhoneMaker", orientation
    exif.get_ifd(0x8769).update({0x9003: taken} | ({0x9011: offset} if offset else {}))
    exif.get_ifd(0x8825).update({1: "N", 2: (52.0, 17.0, 0.0), 3: "E", 4: (76.0, 57.0, 0.0)})
    return exif


def phone_jpeg(**exif):
    """A photograph with everything a phone tells about its owner."""
    return saved(quarters(), exif=phone_exif(**exif), xmp=ADOBE, comment=b"Anna", icc_profile=p3_profile())


def png(width, height, depth, colour, rows, *chunks):
    """A PNG of any depth and any claimed size; `rows` are the raw bytes of its lines, filter bytes included."""
    header = struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, 0)
    parts = [(b"IHDR", header), *chunks, (b"IDAT", _deflated(rows)), (b"IEND", b"")]
    return BytesIO(b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(*part) for part in parts))


def bomb(side=13_000):
    """A few kilobytes that unpack to 169 megapixels."""
    line = b"\x00" * (1 + side // 8)
    return png(side, side, 1, 0, (line for _ in range(side)))


def rgb_16_bit_png(colour, *chunks, side=200):
    """A 16-bit RGB PNG, which Pillow itself cannot write."""
    line = b"\x00" + struct.pack(">3H", *colour) * side
    return png(side, side, 16, 2, (line for _ in range(side)), *chunks)


def rgb_16_bit_tiff(colour, side=200):
    """An uncompressed 16-bit RGB TIFF, as scanners write it."""
    pixels = struct.pack("<3H", *colour) * side * side
    after = 8 + 2 + 10 * 12 + 4
    tags = [
        (256, 3, 1, side), (257, 3, 1, side), (258, 3, 3, after), (259, 3, 1, 1), (262, 3, 1, 2),
        (273, 4, 1, after + 6), (277, 3, 1, 3), (278, 3, 1, side), (279, 4, 1, len(pixels)), (284, 3, 1, 1),
    ]  # fmt: skip
    entries = b"".join(struct.pack("<HHII", *tag) for tag in tags)
    head = b"II*\x00" + struct.pack("<IH", 8, len(tags)) + entries + bytes(4)
    return BytesIO(head + struct.pack("<3H", 16, 16, 16) + pixels)


def p3_profile():
    """Display P3, the colours of today's phones: sRGB's curves over wider primaries."""
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    primaries = {
        b"rXYZ": (0.51512, 0.24120, -0.00105),
        b"gXYZ": (0.29198, 0.69225, 0.04189),
        b"bXYZ": (0.15710, 0.06657, 0.78407),
    }
    for tag, numbers in primaries.items():
        entry = profile.index(tag)
        at = int.from_bytes(profile[entry + 4 : entry + 8], "big") + 8
        profile[at : at + 12] = struct.pack(">3i", *(round(number * 65536) for number in numbers))
    return bytes(profile)


def cmyk_profile(lightness=128, a=208, b=128):
    """A press profile in which full cyan is a colour of our choice, and every other corner is white."""
    straight = bytes(range(256))
    corners_of_cube = bytearray(bytes([255, 128, 128]) * 16)
    corners_of_cube[8 * 3 : 8 * 3 + 3] = bytes([lightness, a, b])
    identity = struct.pack(">9i", *(65536 if place % 4 == 0 else 0 for place in range(9)))
    table = b"mft1" + bytes(4) + bytes([4, 3, 2, 0]) + identity + straight * 4 + corners_of_cube + straight * 3
    size = 128 + 4 + 12 + len(table)
    head = struct.pack(">I4sI4s4s4s", size, b"", 0x02400000, b"prtr", b"CMYK", b"Lab ") + bytes(12) + b"acsp"
    head = head.ljust(68, b"\x00") + struct.pack(">3i", 63190, 65536, 54061)
    return head.ljust(128, b"\x00") + struct.pack(">I4sII", 1, b"A2B0", 144, len(table)) + table


def _chunk(name, body):
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def _deflated(rows):
    packer = zlib.compressobj(9)
    return b"".join(packer.compress(row) for row in rows) + packer.flush()
