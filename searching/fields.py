"""A column of stems, and how it is asked for words."""

from django.db import models

from language.stems import stems, stems_of, words

MOST_WORDS = 12
"""More words in one question than these are not looked for."""


class StemsField(models.TextField):
    """The stems of a text, with spaces between; `make_indexes` indexes it, `__find` asks it.

    Write it with `stems_in`. Filter with `field__find="what a reader typed"`: rows that have every word, in any form;
    a question without words finds nothing.
    """

    def __init__(self, *args, **kwargs):
        kwargs |= {"default": "", "blank": True, "editable": False}
        super().__init__(*args, **kwargs)


def stems_in(*texts):
    """Return what a StemsField keeps of these texts."""
    return " ".join(stems("\n".join(texts)))


@StemsField.register_lookup
class Find(models.Lookup):
    """Rows that have each word of the question under at least one of its stems."""

    lookup_name = "find"
    prepare_rhs = False

    def get_prep_lookup(self):
        """Return the words as tuples of stems: [("машин", "машину"), …]."""
        return [stems_of(word) for word in words(self.rhs)[:MOST_WORDS]]

    def get_db_prep_lookup(self, value, connection):
        """Leave the words to the two ways of asking."""
        return "", []

    def as_postgresql(self, compiler, connection):
        """Ask the vector that stands beside; the stems are quoted, and neither quote nor backslash is a letter."""
        if not self.rhs:
            return "FALSE", []
        source = compiler.quote_name_unless_alias(self.lhs.alias)
        vector = connection.ops.quote_name(vector_of(self.lhs.target))
        question = _question(self.rhs, quote="'", both=" & ", either=" | ")
        return f"{source}.{vector} @@ %s::tsquery", [question]

    def as_sqlite(self, compiler, connection):
        """Ask the FTS5 table that stands beside."""
        if not self.rhs:
            return "FALSE", []
        source = compiler.quote_name_unless_alias(self.lhs.alias)
        beside = connection.ops.quote_name(beside_of(self.lhs.target))
        key = connection.ops.quote_name(self.lhs.target.model._meta.pk.column)
        question = _question(self.rhs, quote='"', both=" AND ", either=" OR ")
        found = f"SELECT rowid FROM {beside} WHERE {beside} MATCH %s"  # noqa: S608 - the name of our own table
        return f"{source}.{key} IN ({found})", [question]


def _question(words, *, quote, both, either):
    return both.join(f"({either.join(f'{quote}{stem}{quote}' for stem in stems)})" for stems in words)


def vector_of(field):
    """Return the name of the column in which PostgreSQL keeps a field's words as it compares them."""
    return f"{field.column}_vector"


def beside_of(field):
    """Return the name of the FTS5 table that holds a field's words on SQLite, and of their index on PostgreSQL."""
    return f"{field.model._meta.db_table}_{field.column}"
