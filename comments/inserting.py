"""Storing a new row without composing its statement anew, where many do so in a second.

The statement is composed once for each model; the values go through the model's fields, as ever.
"""

from functools import cache

from django.db import DEFAULT_DB_ALIAS, connections


def insert(instance):
    """Store a new instance, as `save(force_insert=True)` does, but without signals and with the fields' plain values.

    A key that the database gives is on the instance afterwards. Raises IntegrityError where a row stands in its way.
    """
    # Itself, not the proxy `connection`, which would be asked for it twice for each field.
    connection = connections[DEFAULT_DB_ALIAS]
    fields, statement = _statement(type(instance))
    values = [field.get_db_prep_save(field.pre_save(instance, add=True), connection) for field in fields]
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        if instance.pk is None:
            [instance.pk] = cursor.fetchone()
    instance._state.adding, instance._state.db = False, connection.alias


@cache
def _statement(model):
    """Return (the fields that are written, the statement that writes them and returns the key)."""
    meta, quote = model._meta, connections[DEFAULT_DB_ALIAS].ops.quote_name
    fields = [field for field in meta.concrete_fields if not (field is meta.pk and field.db_returning)]
    columns = ", ".join(quote(field.column) for field in fields)
    places = ", ".join("%s" for _field in fields)
    returned = quote(meta.pk.column)
    # Names of the model alone, no word of a visitor.
    statement = f"INSERT INTO {quote(meta.db_table)} ({columns}) VALUES ({places}) RETURNING {returned}"  # noqa: S608
    return fields, statement
