"""Templates whose tags leave no blank lines, so that a page reads as if a person had written it."""

import re

from django.template.loaders.filesystem import Loader

TAG = r"(?:\{%(?:(?!%\}).)*%\}|\{#(?:(?!#\}).)*#\})"
TAGS_ONLY = re.compile(rf"^[ \t]*({TAG}(?:[ \t]*{TAG})*)[ \t]*\n", re.MULTILINE)


class TidyLoader(Loader):
    """Django's loader for a folder of templates, taking lines that hold only tags out of the page."""

    def get_contents(self, origin):
        """Return the template; a line of tags alone loses its indent and its end."""
        return TAGS_ONLY.sub(r"\1", super().get_contents(origin))
