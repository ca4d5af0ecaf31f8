"""What makes a moderator look twice at an ad: each suspicion a code and its facts."""

import re
from statistics import median

from django.utils.translation import gettext as _

from classifieds.ads import Ad
from classifieds.fingerprints import Band, bits_apart, picture_bands, text_bands
from classifieds.states import State
from language.look_alikes import look_alikes
from language.own_words import has_link
from language.stems import stems

FEWEST_TO_COMPARE = 10
FAR_BELOW, FAR_ABOVE = 0.25, 10
LIKE = 0.7
FEW_BITS = 3
"""In so few of 64 places do the hashes differ of one picture that was scaled, saved anew or stamped."""
KNOWN = (State.LIVE, State.REVIEW, State.HIDDEN, State.REJECTED)
_IN_ADVANCE = ("предоплата", "предоплату", "задаток", "аванс", "перевод на карту", "алдын ала төлем")
_PREPAYMENT = [set(stems(words)) for words in _IN_ADVANCE]
_NICKNAME = re.compile(r"@\w{4,}")
_LOOKS_LIKE_DIGITS = str.maketrans("oOоОзЗ０１２３４５６７８９", "0000330123456789")
# A Kazakh number however it is written: +7, 8 or 7, then 7xx, with three letters or six signs at most between digits;
# or an operator's code at once, with spaces and signs alone between them: prices and years stand among words.
_APART, _SIGNS = r"(?:[^\w]{0,6}|\D{0,3})", r"[\s().–—/-]{0,3}"
_PHONE = re.compile(
    rf"(?<!\d)(?:\+?[78]{_APART})7(?:{_APART}\d){{9}}(?!\d)"
    rf"|(?<![\d.,])7{_SIGNS}(?:0{_SIGNS}[0-8]|4{_SIGNS}7|7{_SIGNS}[15678])(?:{_SIGNS}\d){{7}}(?!\d)"
)


def suspicions(ad, pictures=None):
    """Return [{"code": …, facts}] of an ad as it stands or would stand, with these pictures, or else with its own."""
    if pictures is None:
        pictures = [photo.picture for photo in ad.photos.select_related("picture")]
    found = [*_of_words(ad), *_of_price(ad), *_of_likeness(ad), *_of_pictures(ad, pictures)]
    return [one for one in found if one]


def in_words(flag):
    """Return a suspicion as the desk reads it."""
    said = {
        "phone": _("a phone number in the words"),
        "link": _("a link or a messenger in the words"),
        "prepayment": _("speaks of money in advance"),
        "look_alikes": _("Latin letters in Cyrillic words"),
        "price": _("the price is far from the usual one"),
        "duplicate": _("the same person offers the like already"),
        "copy": _("somebody else offers the like in the same words"),
        "picture": _("the photograph stands in another ad"),
    }
    return said.get(flag.get("code"), str(flag.get("code", "")))


def has_phone(text):
    """Tell whether a phone number stands in a text, in any spelling."""
    return bool(_PHONE.search(text.translate(_LOOKS_LIKE_DIGITS)))


def _of_words(ad):
    words = "\n".join([ad.title, ad.text, ad.name, *(str(value) for value in ad.fields.values())])
    if has_phone(words):
        yield {"code": "phone"}
    if has_link(words) or _NICKNAME.search(words):
        yield {"code": "link"}
    known = set(stems(words))
    if any(wanted <= known for wanted in _PREPAYMENT):
        yield {"code": "prepayment"}
    if alike := look_alikes(f"{ad.title}\n{ad.text}"):
        yield {"code": "look_alikes", "words": [word for _start, _end, word, *_rest in alike[:5]]}


def _of_price(ad):
    if not ad.price:
        return
    same = Ad.objects.live().filter(category=ad.category_id, per=ad.per, price__isnull=False).exclude(pk=ad.pk)
    prices = list(same.order_by("-bumped_at").values_list("price", flat=True)[:500])
    if len(prices) >= FEWEST_TO_COMPARE:
        usual = median(prices)
        if not FAR_BELOW * usual <= ad.price <= FAR_ABOVE * usual:
            yield {"code": "price", "usual": int(usual)}


def _of_likeness(ad):
    own = set(stems(f"{ad.title}\n{ad.text}"))
    of_person = Ad.objects.of_contact(ad).filter(state__in=KNOWN).order_by("-pk")[:100]
    if alike := [other.pk for other in of_person if _likeness(own, other) >= LIKE]:
        yield {"code": "duplicate", "ads": alike}
    sharing = Band.objects.shared_with(text_bands(ad)).values("ad")
    others = Ad.objects.filter(pk__in=sharing, state__in=KNOWN).exclude(pk__in=[ad.pk, *(o.pk for o in of_person)])
    if alike := [other.pk for other in others.order_by("-pk")[:100] if _likeness(own, other) >= LIKE]:
        yield {"code": "copy", "ads": alike[:5]}


def _of_pictures(ad, pictures):
    own = picture_bands(pictures)
    wholes = {band["whole"] for band in own}
    sharing = Band.objects.shared_with(own).filter(ad__state__in=KNOWN).exclude(ad=ad.pk).order_by("-ad")
    alike = [b.ad_id for b in sharing[:500] if any(bits_apart(b.whole, whole) <= FEW_BITS for whole in wholes)]
    if alike:
        yield {"code": "picture", "ads": list(dict.fromkeys(alike))[:5]}


def _likeness(own, other):
    """Jaccard's index of two sets of stems."""
    theirs = set(stems(f"{other.title}\n{other.text}"))
    return len(own & theirs) / max(1, len(own | theirs))
