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
_SOLD_ONLY = {"Product", "Vehicle"}
_EMPLOYMENT = {"full": "FULL_TIME", "part": "PART_TIME", "shift": "OTHER"}


def absolute(path):
    """Return the public address of a path of this site."""
    return f"{settings.SITE_URL}{path}"


def structured(ad):
    """Return a live ad as plain schema.org data; None for a thing without a price: engines take it for a mistake."""
    if ad.shelf.nature == Nature.JOB:
        return _job(ad)
    data = _thing(ad)
    return None if data["@type"] in _SOLD_ONLY and "offers" not in data else data


def _thing(ad):
    data = {
        "@context": "https://schema.org",
        "@type": _TYPES[Nature(ad.shelf.nature)],
        "name": ad.title,
        "description": ad.text,
        "url": absolute(ad.get_absolute_url()),
    }
    if images := [absolute(photo.picture.master_url) for photo in ad.shown_photos]:
        data["image"] = images
    if price := _price(ad):
        data["offers"] = price | {
            "priceCurrency": "KZT",
            "availability": "https://schema.org/InStock",
            "areaServed": ad.spot.name,
        }
        data["offers"] |= _condition(ad)
    if ad.shelf.nature == Nature.VEHICLE:
        data |= _vehicle(ad)
    if ad.shelf.nature == Nature.REALTY:
        data["datePosted"] = timezone.localdate(ad.approved_at).isoformat()
    return data


def _vehicle(ad):
    """What is told in the fields that have these keys, as `manage.py prepare --demo` makes them."""
    words = {told.key: told.text for told in ad.told}
    data = {"brand": {"@type": "Brand", "name": words["make"]}} if "make" in words else {}
    if "gearbox" in words:
        data["vehicleTransmission"] = words["gearbox"]
    if year := ad.fields.get("year"):
        data["vehicleModelDate"] = str(year)
    if mileage := ad.fields.get("mileage"):
        data["mileageFromOdometer"] = {"@type": "QuantitativeValue", "value": mileage, "unitCode": "KMT"}
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
    if employment := _EMPLOYMENT.get(ad.fields.get("schedule")):
        data["employmentType"] = employment
    if ad.price and ad.per in _UNITS:
        value = "minValue" if ad.price_kind == PriceKind.FROM else "value"
        amount = {"@type": "QuantitativeValue", value: ad.price, "unitText": _UNITS[Per(ad.per)]}
        data["baseSalary"] = {"@type": "MonetaryAmount", "currency": "KZT", "value": amount}
    return data


def _price(ad):
    until = {"priceValidUntil": timezone.localdate(ad.ends_at).isoformat()}
    if ad.price_kind == PriceKind.FREE:
        return {"@type": "Offer", "price": 0} | until
    if ad.price_kind == PriceKind.FROM:
        return {"@type": "AggregateOffer", "lowPrice": ad.price}
    return {"@type": "Offer", "price": ad.price} | until if ad.price_kind in WITH_NUMBER else None


def _condition(ad):
    known = {"new": "https://schema.org/NewCondition", "used": "https://schema.org/UsedCondition"}
    condition = known.get(ad.fields.get("condition"))
    return {"itemCondition": condition} if condition else {}
