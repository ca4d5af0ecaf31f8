"""What search engines read of an ad, by its nature (schema.org): never a phone."""

from django.conf import settings
from django.utils import timezone

from classifieds.categories import Nature
from classifieds.prices import WITH_NUMBER, Per, PriceKind

_UNITS = {Per.HOUR: "HOUR", Per.DAY: "DAY", Per.MONTH: "MONTH"}
_TYPES = {
    Nature.GOODS: "Product",
    Nature.VEHICLE: "Vehicle",
    Nature.REALTY: "RealEstateListing",
    Nature.SERVICE: "Service",
}


def absolute(path):
    """Return the public address of a path of this site."""
    return f"{settings.SITE_URL}{path}"


def structured(ad):
    """Return a live ad as plain schema.org data."""
    return _job(ad) if ad.shelf.nature == Nature.JOB else _thing(ad)


def _thing(ad):
    data = {
        "@context": "https://schema.org",
        "@type": _TYPES[Nature(ad.shelf.nature)],
        "name": ad.title,
        "description": ad.text,
        "url": absolute(ad.get_absolute_url()),
        "image": [absolute(photo.picture.master_url) for photo in ad.shown_photos],
    }
    price = _price(ad)
    if price is not None:
        data["offers"] = {
            "@type": "Offer",
            "price": price,
            "priceCurrency": "KZT",
            "availability": "https://schema.org/InStock",
            "priceValidUntil": timezone.localdate(ad.ends_at).isoformat(),
            "areaServed": ad.spot.name,
        } | _condition(ad)
    if ad.shelf.nature == Nature.REALTY:
        data["datePosted"] = timezone.localdate(ad.approved_at).isoformat()
    return data


def _job(ad):
    data = {
        "@context": "https://schema.org",
        "@type": "JobPosting",
        "title": ad.title,
        "description": ad.text,
        "datePosted": timezone.localdate(ad.approved_at).isoformat(),
        "validThrough": timezone.localtime(ad.ends_at).isoformat(timespec="seconds"),
        "hiringOrganization": {"@type": "Organization", "name": ad.name},
        "jobLocation": {
            "@type": "Place",
            "address": {"@type": "PostalAddress", "addressLocality": ad.spot.name, "addressCountry": "KZ"},
        },
    }
    if ad.price and ad.per in _UNITS:
        amount = {"@type": "QuantitativeValue", "value": ad.price, "unitText": _UNITS[Per(ad.per)]}
        data["baseSalary"] = {"@type": "MonetaryAmount", "currency": "KZT", "value": amount}
    return data


def _price(ad):
    if ad.price_kind == PriceKind.FREE:
        return 0
    return ad.price if ad.price_kind in WITH_NUMBER else None


def _condition(ad):
    known = {"new": "https://schema.org/NewCondition", "used": "https://schema.org/UsedCondition"}
    condition = known.get(ad.fields.get("condition"))
    return {"itemCondition": condition} if condition else {}
