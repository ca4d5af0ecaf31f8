"""By what two ads are known to be one: bands of a text's MinHash and of a picture's difference hash."""

from django.db import models


class Trait(models.TextChoices):
    """What a band is of."""

    TEXT = "text"
    PICTURE = "picture"


class Band(models.Model):
    """One band: two ads that share one of a kind are looked at closer. `whole` is the picture's whole hash."""

    ad = models.ForeignKey("classifieds.Ad", models.CASCADE, related_name="bands")
    trait = models.CharField(max_length=7, choices=Trait)
    number = models.PositiveSmallIntegerField()
    value = models.BigIntegerField()
    whole = models.CharField(max_length=16, blank=True)

    class Meta:
        default_permissions = ()
        indexes = [models.Index(fields=["trait", "number", "value"], name="band_by_value")]

    def __str__(self):
        return f"{self.trait} {self.number}"
