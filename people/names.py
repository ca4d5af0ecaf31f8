"""Which names a reader may not take: those that would pass for the newsroom's own."""

import re
from functools import lru_cache

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from language.folding import look
from language.slugs import slugify

OFFICES = [
    "редакция", "редакциясы", "редактор", "администратор", "администрация", "модератор", "әкімші", "журналист",
    "newsroom", "administrator", "administration", "moderator", "editorial", "editor", "redakciya", "redakcia",
]  # fmt: skip
"""Words that name the newsroom wherever they stand in a name, in Latin letters too."""

SHORT_OFFICES = ["админ", "admin", "модер", "moder"]
"""Words that do so only as words of their own: somebody may be called Админбек."""

LONG_ENOUGH = 7
"""Letters of a name that hardly stand in another one by chance."""


def check_name(name, more=()):
    """Raise ValidationError for a name that looks like the newsroom's, or like one of its people's.

    `more` are the names that people/ cannot know: bylines, the publication's.
    """
    looks = _looks(name)
    if (looks | _looks_of_words(name)) & _SHORT or any(office in key for office in _LONG for key in looks):
        raise ValidationError(_("This name would pass for the newsroom's. Choose another."), code="office")
    for taken in [*_names_of_staff(), *more]:
        if _is_like(looks, taken):
            raise ValidationError(_("Somebody of the newsroom has a name like this. Choose another."), code="staff")


def _names_of_staff():
    from people.models import User

    found = User.objects.filter(is_staff=True, is_active=True).values_list("first_name", "last_name")
    # Half the city shares a first name with somebody of the staff.
    return [f"{first} {last}" for first, last in found if first and last]


def _is_like(looks, taken):
    return any(key == own or (len(own) >= LONG_ENOUGH and own in key) for own in _looks(taken) for key in looks)


@lru_cache(maxsize=2000)
def _looks(name):
    """How a name may be read: as it stands, last name first, and in Latin letters."""
    words = name.split()
    spellings = [name, " ".join(reversed(words)), slugify(name), slugify(" ".join(reversed(words)))]
    return {look(spelling) for spelling in spellings} - {""}


def _looks_of_words(name):
    return {look(word) for word in _BETWEEN_WORDS.split(name)}


_BETWEEN_WORDS = re.compile(r"[\s_.,:;/()–—-]+")
_LONG = {look(spelling) for office in OFFICES for spelling in (office, slugify(office))}
_SHORT = {look(office) for office in SHORT_OFFICES}
