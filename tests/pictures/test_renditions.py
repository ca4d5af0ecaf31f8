"""The files of a picture: which there are, what they hold, and when they go."""

from io import BytesIO

import pytest
from django.db import transaction
from PIL import Image

from pictures import renditions
from pictures.models import Picture
from tests.pictures.samples import HEIC, phone_jpeg, quarters, saved

pytestmark = pytest.mark.django_db


def files_of(picture):
    return sorted(path.name for path in folder_of(picture).iterdir())


def folder_of(picture):
    return renditions.find(renditions.name(picture.key, picture.width, "jpg")).parent


def everything_in(media):
    return [path for path in media.rglob("*") if path.is_file()]


def test_it_is_kept_in_every_usual_width_below_its_own():
    assert renditions.widths(2560) == [480, 960, 1440, 2048, 2560]
    assert renditions.widths(1440) == [480, 960, 1440]
    assert renditions.widths(300) == [300]


def test_it_has_all_its_jpegs_at_once():
    picture = Picture.objects.take_in(saved(quarters(3000, 2000)))

    assert (picture.width, picture.height) == (2560, 1707)
    assert files_of(picture) == ["1440.jpg", "2048.jpg", "2560.jpg", "480.jpg", "960.jpg"]


def test_every_file_is_as_wide_as_its_name_says_and_upright():
    picture = Picture.objects.take_in(phone_jpeg())
    picture.make_avif()

    assert files_of(picture) == ["480.avif", "480.jpg", "640.avif", "640.jpg"]
    assert [image.width for image in opened(picture)] == [480, 480, 640, 640]
    assert all(image.width * 3 == image.height * 4 for image in opened(picture))
    assert all(shows_quarters(image) for image in opened(picture))


def opened(picture):
    return [Image.open(BytesIO(path.read_bytes())) for path in sorted(folder_of(picture).iterdir())]


def shows_quarters(image):
    # The wide-gamut profile of the phone makes these colours stronger; which corner is which stays plain.
    red, green, blue, yellow = (image.convert("RGB").getpixel(at) for at in around(image))
    return red[0] > 200 and green[1] > 180 and blue[2] > 200 and yellow[0] > 200 and yellow[1] > 200


def around(image):
    left, right, top, bottom = image.width // 8, image.width * 7 // 8, image.height // 8, image.height * 7 // 8
    return (left, top), (right, top), (left, bottom), (right, bottom)


@pytest.mark.parametrize("source", [phone_jpeg, HEIC.open], ids=["jpeg", "heic"])
def test_no_public_file_tells_anything_about_the_photographer(media, source):
    file = source() if source is phone_jpeg else source("rb")
    with file:
        Picture.objects.take_in(file).make_avif()

    contents = b"".join(path.read_bytes() for path in everything_in(media))
    assert b"Exif" not in contents
    assert b"PhoneMaker" not in contents
    assert b"http://ns.adobe.com" not in contents
    assert b"ICC_PROFILE" not in contents
    assert b"Anna" not in contents


def test_small_jpegs_are_progressive_and_the_master_is_not():
    picture = Picture.objects.take_in(saved(quarters(1000, 800)))

    master, phone, _tablet = opened(picture)
    assert (phone.width, phone.info.get("progressive")) == (480, 1)
    assert (master.width, master.info.get("progressive")) == (1000, None)


def test_nobody_can_guess_its_name_and_two_takes_are_two_pictures():
    file = saved(quarters())

    first, second = Picture.objects.take_in(file), Picture.objects.take_in(file)

    assert first.key != second.key
    assert len(first.key) == 24
    assert renditions.NAME.fullmatch(renditions.name(first.key, 480, "jpg"))


def test_no_file_stays_when_the_row_fails(media):
    with pytest.raises(ValueError, match="must be a"):
        Picture.objects.take_in(saved(quarters()), by="nobody")

    assert everything_in(media) == []


def test_a_file_that_cannot_be_written_is_no_picture(media):
    (media / "pictures").write_text("in the way")

    with pytest.raises(OSError, match="pictures"):
        Picture.objects.take_in(saved(quarters()))
    assert not Picture.objects.exists()


def test_a_half_written_file_is_never_seen(media):
    class Unfinished:
        """An image that breaks off while it is written."""

        def save(self, file, **options):
            file.write(b"half")
            raise OSError("the disk is full")

    with pytest.raises(OSError, match="full"):
        renditions._write("pictures/aa/half/480.jpg", Unfinished(), {})
    assert everything_in(media) == []


def test_its_files_go_with_the_row_and_not_before_the_commit(django_capture_on_commit_callbacks, media):
    picture = Picture.objects.take_in(saved(quarters()))

    with django_capture_on_commit_callbacks() as callbacks:
        Picture.objects.filter(pk=picture.pk).delete()
    kept = everything_in(media)
    [callback() for callback in callbacks]

    assert len(kept) == 2
    assert everything_in(media) == []


def test_its_files_stay_when_the_deletion_is_taken_back(media):
    picture = Picture.objects.take_in(saved(quarters()))

    with transaction.atomic():
        picture.delete()
        transaction.set_rollback(True)

    assert len(everything_in(media)) == 2


@pytest.mark.parametrize(
    ("called", "kept"),
    [
        ("IMG_20240229.jpg", "IMG_20240229.jpg"),
        (r"C:\Фото\мост.JPG", "мост.JPG"),
        ("../../etc/passwd", "passwd"),
        ("и\u0306од\x00\n.jpg", "йод.jpg"),
        ("д" * 300 + ".jpeg", "д" * 145 + ".jpeg"),
        ("", ""),
    ],
)
def test_it_keeps_the_name_the_editor_knows_it_by(called, kept):
    assert Picture.objects.take_in(saved(quarters()), name=called).original_name == kept


def test_it_knows_a_portrait():
    assert Picture.objects.take_in(saved(quarters(300, 400))).is_portrait
    assert not Picture.objects.take_in(saved(quarters(400, 300))).is_portrait


def test_a_master_keeps_its_shape_through_all_sizes():
    picture = Picture.objects.take_in(saved(quarters(2560, 201)))

    sizes = {image.size for image in opened(picture)}
    assert sizes == {(2560, 201), (2048, 161), (1440, 113), (960, 75), (480, 38)}
