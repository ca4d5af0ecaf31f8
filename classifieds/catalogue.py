"""The two trees, categories and places, in memory: every page asks them, and they hardly ever change."""

from collections import defaultdict

from django.utils.functional import cached_property

from classifieds.categories import Category, Field, FieldKind
from classifieds.places import Place, stands_in_itself
from paging.shared import shared


def catalogue():
    """Return the trees as they stood within the last second."""
    return shared("classifieds", Catalogue)


class Tree:
    """Rows that have parents, looked up by id, by slug, up and down."""

    def __init__(self, rows):
        self.rows = list(rows)
        self._by_pk = {row.pk: row for row in self.rows}
        self._by_slug = {row.slug: row for row in self.rows}
        self._children = defaultdict(list)
        for row in self.rows:
            # Of a circle, which two who move branches at one moment may make, each row stands at the top.
            is_of_circle = stands_in_itself(row, lambda one: self.get(one.parent_id))
            self._children[None if is_of_circle else row.parent_id].append(row)

    @property
    def tops(self):
        """Those that stand in nothing."""
        return self._children[None]

    def get(self, pk):
        """Return the row of an id, or None."""
        return self._by_pk.get(pk)

    def find(self, slug):
        """Return the row of an address, or None."""
        return self._by_slug.get(slug)

    def children(self, row):
        """Return what stands right in a row."""
        return self._children.get(row.pk, [])

    def way(self, row):
        """Return the rows from the top down to this one."""
        way = []
        while row and row not in way:
            way.insert(0, row)
            row = self.get(row.parent_id)
        return way

    def branch(self, row):
        """Return the ids of a row and of all that stands in it."""
        return [row.pk, *(pk for child in self.children(row) for pk in self.branch(child))]

    def leaves(self):
        """Return the rows in which nothing stands, in the order of the tree."""
        return [row for row in self.walk() if not self.children(row)]

    def walk(self, of=None):
        """Yield all rows, each before what stands in it."""
        for row in self.children(of) if of else self.tops:
            yield row
            yield from self.walk(row)


class Catalogue:
    """Categories with their fields, and places."""

    def __init__(self):
        self.categories = Tree(Category.objects.all())
        self.places = Tree(Place.objects.all())

    @cached_property
    def _fields(self):
        # Asked for apart: lists of all categories need none, and there are more of them than of all else.
        fields = defaultdict(list)
        for field in Field.objects.prefetch_related("options"):
            fields[field.category_id].append(field)
        return fields

    def beside(self, slugs):
        """Return the ids of the categories that the desk keeps beside these sections, and of all within them."""
        kept = [row for row in self.categories.rows if slugs & row.beside_sections]
        return {pk for row in kept for pk in self.categories.branch(row)}

    @property
    def open_shelves(self):
        """The categories that take ads, in the order of the tree."""
        return [row for row in self.categories.leaves() if row.is_open]

    def fields(self, category):
        """Return what ads of a category tell: what its parents' do, then its own; of one key the nearest."""
        found = {}
        for one in self.categories.way(category):
            found |= {field.key: field for field in self._fields.get(one.pk, ())}
        return list(found.values())

    def filters(self, category):
        """Return the fields by which ads of a category are filtered; words are searched, not chosen."""
        return [field for field in self.fields(category) if field.is_filter and field.kind != FieldKind.TEXT]
