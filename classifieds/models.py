"""All tables of the room, by the file that knows each."""

from classifieds.ads import Ad, AdQuerySet
from classifieds.bans import ContactBan
from classifieds.categories import Category, Field, FieldKind, Nature, Option
from classifieds.complaints import Complaint
from classifieds.fingerprints import Band
from classifieds.keys import Key
from classifieds.log import Entry
from classifieds.photos import AdPhoto
from classifieds.places import Place
from classifieds.prices import Per, PriceKind
from classifieds.reveals import Reveal
from classifieds.saved_searches import Period, SavedSearch
from classifieds.states import Deed, Reason, State
from classifieds.statistics import Day

__all__ = [
    "Ad",
    "AdPhoto",
    "AdQuerySet",
    "Band",
    "Category",
    "Complaint",
    "ContactBan",
    "Day",
    "Deed",
    "Entry",
    "Field",
    "FieldKind",
    "Key",
    "Nature",
    "Option",
    "Per",
    "Period",
    "Place",
    "PriceKind",
    "Reason",
    "Reveal",
    "SavedSearch",
    "State",
]
