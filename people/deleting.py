"""What the desk says before it deletes something."""

from django.apps import apps


class SaysWhatGoes:
    """A ModelAdmin that names what is deleted, and counts what goes with it: things with names, not table rows."""

    def get_deleted_objects(self, objs, request):
        """Leave out the rows that only join two things; they have no name that anybody would know."""
        _rows, counts, needed, protected = super().get_deleted_objects(objs, request)
        named = {model._meta.verbose_name_plural for model in apps.get_models()}
        return [str(one) for one in objs], {n: c for n, c in counts.items() if n in named}, needed, protected
