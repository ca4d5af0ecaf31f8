"""A form that changes an ad, and what was saved in another tab since it was opened: neither undoes the other."""

from django.core import signing

from classifieds.editing import AT_ONCE, MATERIAL

SALT = "ad as a form has shown it"
NAMES = [name for name in (*MATERIAL, *AT_ONCE) if not name.endswith("_hash")]
TOGETHER = (("price", "price_kind", "per"), ("phone", "phone_hash"), ("email", "email_hash"))
"""What makes sense only as one person has left it."""


def shown_in_form(ad, pictures):
    """Return a signed text of what a form that is opened now shows, to come back with it."""
    shown = {name: getattr(ad, name) for name in NAMES}
    return signing.dumps(shown | {"pictures": [picture.pk for picture in pictures]}, salt=SALT, compress=True)


def changed_over(ad, pictures, values, wanted, shown):
    """Return (values, pictures) to save: what a form has changed of what it showed, over the ad as it is now.

    `ad` and `pictures` are those of now, `values` and `wanted` those of the form. A form that does not know what it
    showed is saved whole.
    """
    try:
        shown = signing.loads(shown, salt=SALT)
    except signing.BadSignature:
        return values, wanted
    saved = dict(values)
    for group in [*TOGETHER, *((name,) for name in values if not any(name in group for group in TOGETHER))]:
        if all(values[name] == shown.get(name, values[name]) for name in group):
            saved |= {name: getattr(ad, name) for name in group}
    if values["category_id"] == shown["category_id"] == ad.category_id:
        saved["fields"] = _fields(values["fields"], shown["fields"], ad.fields)
    is_untouched = [picture.pk for picture in wanted] == shown["pictures"]
    return saved, pictures if is_untouched else wanted


def _fields(values, shown, now):
    """Merge them one by one: a field that was emptied is none of the values."""
    keys = values.keys() | shown.keys() | now.keys()
    chosen = {key: (now if values.get(key) == shown.get(key) else values).get(key) for key in keys}
    return {key: value for key, value in chosen.items() if value is not None}
