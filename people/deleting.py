"""What the desk says before it deletes something."""

from django.apps import apps
from django.utils.translation import gettext as _

MOST_NAMED = 20


class SaysWhatGoes:
    """A ModelAdmin that names what is deleted, and counts what goes with it: things with names, not table rows."""

    def get_deleted_objects(self, objs, request):
        """Leave out the rows that only join two things; they have no name that anybody would know.

        What stands in the way is said rather than a right that would not help; of thousands, the first are named.
        """
        _rows, counts, needed, protected = super().get_deleted_objects(objs, request)
        named = {model._meta.verbose_name_plural for model in apps.get_models()}
        more = len(protected) - MOST_NAMED
        if more > 0:
            protected = [*protected[:MOST_NAMED], _("and %(number)d more") % {"number": more}]
        needed = set() if protected else needed
        return [str(one) for one in objs], {n: c for n, c in counts.items() if n in named}, needed, protected
