"""Fields that stand twice in a row, once for each edition."""

from django.utils.translation import get_language


class Bilingual:
    """Read `<name>_kk` in the Kazakh edition and `<name>_ru` elsewhere; an empty Kazakh text falls back to Russian."""

    def __init__(self, name):
        self.name = name

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        russian = getattr(instance, f"{self.name}_ru")
        return getattr(instance, f"{self.name}_kk") or russian if get_language() == "kk" else russian
