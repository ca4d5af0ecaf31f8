"""Ads that were offered under the wrong category."""

from django.db import models
from django.utils.translation import gettext as _

from classifieds.catalogue import catalogue
from classifieds.life import NotNow
from classifieds.states import Deed, State
from classifieds.values import told


class Moving(models.Model):
    """The part of an ad that takes it to another category."""

    class Meta:
        abstract = True

    def move(self, by, category):
        """Put an ad under another category, without what only the old one asked; False where it stands already.

        Its term goes on. Raises NotNow for an ad that is no more.
        """
        with self._step() as now:
            if now.state == State.ARCHIVED:
                raise NotNow(_("This ad was deleted."))
            if now.category_id == category.pk:
                return False
            facts = {"from": now.shelf.slug, "to": category.slug}
            now.fields = _fitting(now.fields, now.shelf, category)
            now.category = category
            now.edit = {name: value for name, value in now.edit.items() if name != "category_id"}
            if "fields" in now.edit:
                now.edit["fields"] = _fitting(now.edit["fields"], now.shelf, category)
            now.__dict__.pop("shelf", None)
            now._write("category", "fields", "edit")
            now._note(Deed.MOVED, by, facts=facts)
            if now.state == State.LIVE:
                # Who follows the other category has not been told of it.
                now._tell(is_news=True)
        self.__dict__.pop("shelf", None)
        return True

    move.alters_data = True


def _fitting(values, old, new):
    """Return those values that the fields of another category can hold as well."""
    fields, kinds = catalogue().fields(new), {field.key: field.kind for field in catalogue().fields(old)}
    alike = [field for field in fields if kinds.get(field.key) == field.kind]
    return {one.key: values[one.key] for one in told(alike, values)}
