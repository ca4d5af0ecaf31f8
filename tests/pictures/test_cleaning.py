"""What becomes of photographs: upright, in their right colours, with nothing told about their owner."""

import struct
from datetime import datetime
from io import BytesIO

import pytest
from PIL import Image

from pictures.cleaning import clean
from tests.pictures.samples import (
    HEIC,
    RED,
    cmyk_profile,
    is_upright,
    near,
    p3_profile,
    phone_exif,
    phone_jpeg,
    quarters,
    rgb_16_bit_png,
    rgb_16_bit_tiff,
    saved,
)

BACK = {
    1: None,
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}


def cleaned(file):
    return clean(file).image


def middle(file):
    image = cleaned(file)
    return image.getpixel((image.width // 2, image.height // 2))


@pytest.mark.parametrize("orientation", BACK)
@pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP", "TIFF", "AVIF"])
def test_it_turns_a_picture_as_the_camera_was_held(format, orientation):
    as_taken = quarters() if orientation == 1 else quarters().transpose(BACK[orientation])

    image = cleaned(saved(as_taken, format, exif=phone_exif(orientation)))

    assert image.size == (640, 480)
    assert is_upright(image)


def test_it_reads_the_heic_of_a_phone():
    picture = clean(BytesIO(HEIC.read_bytes()))

    assert (picture.width, picture.height) == (640, 480)
    assert is_upright_in_p3(picture.image)
    assert picture.taken_at == datetime.fromisoformat("2024-02-29T23:30:00+05:00")


def is_upright_in_p3(image):
    return image.getpixel((40, 40))[0] > RED[0] and near(image.getpixel((600, 40)), (0, 204, 38), within=25)


@pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP", "TIFF", "GIF", "AVIF"])
def test_it_reads_every_usual_format(format):
    assert is_upright(cleaned(saved(quarters(), format)))


def test_it_takes_the_first_picture_of_a_moving_one():
    file = saved(quarters(), "GIF", save_all=True, append_images=[Image.new("RGB", (640, 480))])

    assert is_upright(cleaned(file))


def test_it_takes_the_photograph_of_a_phone_that_hides_a_second_one_behind_it():
    file = saved(quarters(), "MPO", save_all=True, append_images=[Image.new("RGB", (320, 240))])

    assert is_upright(cleaned(file))


def test_it_brings_a_large_picture_down_to_2560():
    assert cleaned(saved(quarters(6000, 3000))).size == (2560, 1280)
    assert cleaned(saved(quarters(1000, 4000), "PNG")).size == (640, 2560)


def test_it_never_enlarges():
    assert cleaned(saved(quarters(201, 200))).size == (201, 200)


def test_it_keeps_nothing_but_pixels():
    picture = clean(phone_jpeg())

    assert picture.image.mode == "RGB"
    assert picture.image.info == {}
    assert not picture.image.getexif()


def test_it_reads_the_colours_of_a_wide_gamut_phone():
    file = saved(Image.new("RGB", (300, 300), (234, 51, 35)), "PNG", icc_profile=p3_profile())

    assert near(middle(file), (255, 0, 0), within=4)


def test_it_reads_the_colours_of_a_press_profile():
    file = saved(Image.new("CMYK", (300, 300), (255, 0, 0, 0)), "TIFF", icc_profile=cmyk_profile())

    assert near(middle(file), (232, 0, 124), within=4)


@pytest.mark.parametrize("format", ["JPEG", "TIFF"])
def test_it_reads_press_colours_without_a_profile(format):
    file = saved(Image.new("CMYK", (300, 300), (255, 0, 0, 0)), format)

    assert near(middle(file), (0, 255, 255), within=4)


def test_it_reads_the_inverted_inks_of_adobe():
    file = saved(Image.new("CMYK", (300, 300), (0, 0, 0, 255)))

    assert b"Adobe" in file.getvalue()
    assert near(middle(file), (0, 0, 0), within=4)


@pytest.mark.parametrize("profile", [b"nonsense", p3_profile()[:300], cmyk_profile()])
def test_it_ignores_a_broken_or_foreign_profile(profile):
    assert is_upright(cleaned(saved(quarters(), "PNG", icc_profile=profile)))


def test_it_gives_a_grey_picture_with_a_colour_profile_its_greys():
    file = saved(Image.new("L", (300, 300), 128), "PNG", icc_profile=p3_profile())

    assert near(middle(file), (128, 128, 128), within=2)


@pytest.mark.parametrize("format", ["PNG", "TIFF"])
def test_it_scales_sixteen_bits_of_grey_to_eight(format):
    assert near(middle(saved(Image.new("I;16", (300, 300), 32768), format)), (128, 128, 128), within=1)


@pytest.mark.parametrize("file", [rgb_16_bit_png, rgb_16_bit_tiff])
def test_it_scales_sixteen_bits_of_colour_to_eight(file):
    assert near(middle(file((65535, 32768, 255))), (255, 128, 0), within=1)


def test_it_lays_what_is_transparent_on_white():
    see_through = Image.new("RGBA", (300, 300), (255, 0, 0, 0))
    half = Image.new("LA", (300, 300), (0, 128))
    palette = Image.new("P", (300, 300), 0)
    keyed = rgb_16_bit_png((65535, 0, 0), (b"tRNS", struct.pack(">3H", 65535, 0, 0)))

    assert middle(saved(see_through, "PNG")) == (255, 255, 255)
    assert near(middle(saved(half, "PNG")), (127, 127, 127), within=1)
    assert middle(saved(palette, "PNG", transparency=0)) == (255, 255, 255)
    assert middle(keyed) == (255, 255, 255)


def test_it_reads_black_and_white():
    assert middle(saved(Image.new("1", (300, 300), 1), "TIFF", compression="group4")) == (255, 255, 255)


def test_it_reads_when_the_picture_was_taken():
    assert clean(phone_jpeg()).taken_at == datetime.fromisoformat("2024-02-29T23:30:00+05:00")


def test_it_reads_a_camera_without_an_offset_as_local_time():
    # Almaty's clock stood at UTC+6 until 1 March 2024.
    before = clean(phone_jpeg(taken="2024:02:29 12:00:00", offset=None)).taken_at
    after = clean(phone_jpeg(taken="2024:03:02 12:00:00", offset=None)).taken_at

    assert before == datetime.fromisoformat("2024-02-29T12:00:00+06:00")
    assert after == datetime.fromisoformat("2024-03-02T12:00:00+05:00")


@pytest.mark.parametrize(
    "taken", ["0000:00:00 00:00:00", "    :  :     :  :  ", "2024:02:30 10:00:00", "0001:01:01 00:00:00", "yesterday"]
)
def test_it_does_without_a_moment_that_never_was(taken):
    assert clean(phone_jpeg(taken=taken)).taken_at is None


@pytest.mark.filterwarnings("ignore:Corrupt EXIF data")
def test_it_does_without_broken_exif():
    file = saved(quarters(), exif=b"Exif\x00\x00II*\x00\xff\xff\xff\xffrubbish")

    picture = clean(file)

    assert is_upright(picture.image)
    assert picture.taken_at is None
