"""What is no picture is refused with a sentence that helps, and before it can do harm."""

import resource
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import settings as within
from hypothesis import strategies as st
from PIL import Image

from pictures import cleaning, recognising
from pictures.cleaning import clean
from pictures.recognising import Unreadable
from tests.pictures.samples import HEIC, bomb, phone_exif, png, quarters, saved

SVG = b'\xef\xbb\xbf<?xml version="1.0"?>\n<!-- a drawing -->\n<svg xmlns="http://www.w3.org/2000/svg"/>'
MP4 = b"\x00\x00\x00\x20ftypisom\x00\x00\x02\x00isomiso2avc1mp41"
STRANGERS = {
    b"": recognising.EMPTY,
    b"Lorem ipsum": recognising.UNKNOWN,
    b"BM" + bytes(100): recognising.UNKNOWN,
    SVG: recognising.SVG,
    "<svg/>".encode("utf-16"): recognising.SVG,
    b"%!PS-Adobe-3.0 EPSF-3.0\n": recognising.EPS,
    b"\xc5\xd0\xd3\xc6" + bytes(28): recognising.EPS,
    b"%PDF-1.7\n": recognising.PDF,
    b"8BPS\x00\x01": recognising.PHOTOSHOP,
    b"II*\x00\x10\x00\x00\x00CR\x02\x00": recognising.RAW,
    b"\x00\x00\x00\x18ftypcrx \x00\x00\x00\x01": recognising.RAW,
    MP4: recognising.VIDEO,
    b"RIFF\x00\x00\x00\x00AVI LIST": recognising.VIDEO,
    b"\x1a\x45\xdf\xa3": recognising.VIDEO,
    b"PK\x03\x04": recognising.ARCHIVE,
    b"<!DOCTYPE html><html><body>": recognising.WEB_PAGE,
}


def refusal(data):
    with pytest.raises(Unreadable) as refused:
        clean(BytesIO(data))
    return refused.value.message


@pytest.mark.parametrize(("data", "sentence"), STRANGERS.items())
def test_it_says_what_a_stranger_is(data, sentence):
    assert refusal(data) == sentence


def test_it_refuses_a_bomb_before_decoding():
    data = bomb().getvalue()
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

    sentence = refusal(data)

    assert "100" in sentence
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - memory < 10_000


def test_it_counts_pixels_in_the_header_alone():
    headers = png(20_000, 6_000, 8, 2, []).getvalue()

    assert "100" in refusal(headers)


def test_it_refuses_a_file_too_heavy_without_reading_it_all(monkeypatch):
    monkeypatch.setattr(cleaning, "MAX_BYTES", 2 * 1024**2)
    file = BytesIO(bytes(3 * 1024**2))

    with pytest.raises(Unreadable, match="2"):
        clean(file)
    assert file.tell() == 2 * 1024**2 + 1


def test_it_refuses_a_picture_too_small_to_print():
    assert "640 × 199" in refusal(saved(quarters(640, 199)).getvalue()).replace("\xa0", " ")


def test_it_refuses_a_ribbon():
    assert "100" in refusal(saved(quarters(40_000, 400), "PNG").getvalue())


def test_it_takes_the_thumbnail_in_a_raw_file_for_what_it_is():
    file = saved(quarters(), "TIFF", tiffinfo={254: 1})

    assert refusal(file.getvalue()) == recognising.RAW


@pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_it_refuses_half_a_picture(format):
    noise = Image.effect_noise((600, 600), 90).convert("RGB")
    data = saved(noise, format).getvalue()

    assert refusal(data[: len(data) // 2]) == cleaning.DAMAGED


def test_it_refuses_colours_of_a_rare_kind():
    assert refusal(saved(Image.new("F", (300, 300)), "TIFF").getvalue()) == recognising.UNKNOWN


FILES = [
    HEIC.read_bytes(),
    *(
        saved(quarters(240, 220), format, exif=phone_exif()).getvalue()
        for format in ("JPEG", "PNG", "WEBP", "AVIF", "TIFF", "GIF")
    ),
]
near_the_start = st.integers(0, 700) | st.integers(0, 10_000)


@within(max_examples=300, deadline=None)
@given(
    data=st.sampled_from(FILES),
    changes=st.lists(st.tuples(near_the_start, st.integers(0, 255)), max_size=12),
    cut=st.none() | st.integers(0, 10_000),
)
def test_any_bytes_give_a_clean_picture_or_a_sentence(data, changes, cut):
    broken = bytearray(data)
    for place, value in changes:
        broken[place % len(broken)] = value

    assert is_clean_or_refused(bytes(broken[:cut]))


@within(max_examples=100, deadline=None)
@given(start=st.sampled_from([file[:16] for file in FILES] + [b""]), rest=st.binary(max_size=300))
def test_any_rubbish_after_a_true_beginning_is_refused(start, rest):
    assert refusal(start + rest)


def is_clean_or_refused(data):
    try:
        picture = clean(BytesIO(data))
    except Unreadable as refused:
        return bool(refused.message)
    return picture.image.mode == "RGB" and max(picture.image.size) <= cleaning.LONG_SIDE
