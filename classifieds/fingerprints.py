"""By what two ads are known to be alike, whoever posted them: bands of a text's MinHash and of a picture's hash.

MinHash: Broder, On the resemblance and containment of documents (1997); its bands: Leskovec, Rajaraman, Ullman,
Mining of Massive Datasets, 3.4. The difference hash of a picture: Krawetz, Kind of Like That (2013).
"""

from hashlib import blake2b

from django.core.files.storage import default_storage
from django.db import models, transaction
from PIL import Image

from language.stems import stems
from pictures import renditions

TEXT_BANDS, ROWS = 12, 3
"""Of two texts that share seven stems of ten, 99 in 100 share a band; of those that share three of ten, 28."""
PICTURE_BANDS, SIDE = 4, 8


class Trait(models.TextChoices):
    """What a band is of."""

    TEXT = "text"
    PICTURE = "picture"


class BandQuerySet(models.QuerySet):
    """Bands in the words of the site."""

    def take_down(self, ad):
        """Keep by what an ad is known, in place of what was kept of it."""
        bands = [*text_bands(ad), *picture_bands(photo.picture for photo in ad.photos.select_related("picture"))]
        with transaction.atomic():
            self.filter(ad=ad).delete()
            self.bulk_create([self.model(ad_id=ad.pk, **band) for band in bands])

    take_down.alters_data = True

    def shared_with(self, bands):
        """Keep those that are among these bands, each {"trait", "number", "value"}."""
        same = models.Q(pk=None)
        for band in bands:
            same |= models.Q(trait=band["trait"], number=band["number"], value=band["value"])
        return self.filter(same)


class Band(models.Model):
    """One band: two ads that share one of a kind are looked at closer. `whole` is the picture's whole hash."""

    ad = models.ForeignKey("classifieds.Ad", models.CASCADE, related_name="bands")
    trait = models.CharField(max_length=7, choices=Trait)
    number = models.PositiveSmallIntegerField()
    value = models.BigIntegerField()
    whole = models.CharField(max_length=16, blank=True)

    objects = BandQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        indexes = [models.Index(fields=["trait", "number", "value"], name="band_by_value")]

    def __str__(self):
        return f"{self.trait} {self.number}"


def text_bands(ad):
    """Return the bands of an ad's words; none for words without stems."""
    words = set(stems(f"{ad.title}\n{ad.text}"))
    if not words:
        return []
    least = [min(_number(f"{n} {word}") for word in words) for n in range(TEXT_BANDS * ROWS)]
    rows = [least[start : start + ROWS] for start in range(0, len(least), ROWS)]
    return [{"trait": Trait.TEXT, "number": n, "value": _number(repr(row))} for n, row in enumerate(rows)]


def picture_bands(pictures):
    """Return the bands of pictures; a picture with hardly any edges, such as a plain card, has none."""
    hashes = [_difference_hash(picture) for picture in pictures]
    return [
        {"trait": Trait.PICTURE, "number": n, "value": whole >> 16 * n & 0xFFFF, "whole": f"{whole:016x}"}
        for whole in dict.fromkeys(hashes)
        if 8 <= whole.bit_count() <= 56
        for n in range(PICTURE_BANDS)
    ]


def bits_apart(one, other):
    """Return in how many of 64 places two whole hashes differ."""
    return (int(one, 16) ^ int(other, 16)).bit_count()


def _number(text):
    """A number that a text always has, small enough for a column."""
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest()) >> 4


def _difference_hash(picture):
    """64 bits of whether each point of a tiny grey copy is brighter than its neighbour."""
    with default_storage.open(renditions.name(picture.key, picture.widths[0], "jpg")) as file:
        grey = Image.open(file).convert("L").resize((SIDE + 1, SIDE), Image.Resampling.BOX)
    points = grey.tobytes()
    whole = 0
    for row in range(SIDE):
        for column in range(SIDE):
            at = row * (SIDE + 1) + column
            whole = whole << 1 | (points[at] > points[at + 1])
    return whole
