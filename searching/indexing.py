"""The indexes of StemsFields: an indexed column that PostgreSQL keeps, an FTS5 table kept by triggers on SQLite.

Format: sqlite.org/fts5.html, «External Content Tables».
"""

from django.db import connections

from searching.fields import StemsField, beside_of, vector_of


def make_indexes(app_config, using, **kwargs):
    """Make the indexes of an app's StemsFields that do not stand yet."""
    connection = connections[using]
    for model in app_config.get_models():
        if model._meta.db_table not in connection.introspection.table_names():
            continue
        for field in model._meta.local_fields:
            if isinstance(field, StemsField):
                make = _make_on_postgresql if connection.vendor == "postgresql" else _make_on_sqlite
                with connection.cursor() as cursor:
                    make(cursor, field, connection.ops.quote_name)


def _make_on_postgresql(cursor, field, quote):
    table, column, vector = quote(field.model._meta.db_table), quote(field.column), quote(vector_of(field))
    # Asked first: who alters a table, be it to no effect, waits for all who read it and lets nobody else begin.
    cursor.execute(
        "SELECT FROM pg_attribute WHERE attrelid = %s::regclass AND attname = %s", [table, vector_of(field)]
    )
    if not cursor.rowcount:
        # The stems as they are, read by no parser; and stored: the planner takes the making of a vector for free, and
        # would rather make one for every row of the table than look up a word that many have.
        cursor.execute(
            f"ALTER TABLE {table} ADD COLUMN {vector} tsvector "
            f"GENERATED ALWAYS AS (array_to_tsvector(string_to_array({column}, ' '))) STORED"
        )
        # Rows written anew must be found visible to all again before an index alone can answer for them.
        cursor.execute(f"VACUUM ANALYZE {table}")
    # fastupdate keeps a list of what is new, which every search would have to walk.
    cursor.execute(
        f"CREATE INDEX IF NOT EXISTS {quote(beside_of(field))} ON {table} USING gin ({vector}) WITH (fastupdate = off)"
    )


def _make_on_sqlite(cursor, field, quote):
    table, column, key = field.model._meta.db_table, quote(field.column), quote(field.model._meta.pk.column)
    name = beside_of(field)
    cursor.execute("SELECT count(*) FROM sqlite_master WHERE name = %s", [name])
    is_new = not cursor.fetchone()[0]
    beside = quote(name)
    if is_new:
        cursor.execute(
            f"CREATE VIRTUAL TABLE {beside} USING fts5({column}, content={quote(table)}, content_rowid={key}, "
            "tokenize='unicode61 remove_diacritics 0')"
        )
    # The names are those of our own tables and columns, quoted.
    gone = f"INSERT INTO {beside}({beside}, rowid, {column}) VALUES ('delete', old.{key}, old.{column});"  # noqa: S608
    come = f"INSERT INTO {beside}(rowid, {column}) VALUES (new.{key}, new.{column});"  # noqa: S608
    for event, deeds in (("INSERT", come), ("DELETE", gone), (f"UPDATE OF {column}", gone + come)):
        trigger = quote(f"{name}_{event.split()[0].lower()}")
        cursor.execute(f"CREATE TRIGGER IF NOT EXISTS {trigger} AFTER {event} ON {quote(table)} BEGIN {deeds} END")
    if is_new:
        cursor.execute(f"INSERT INTO {beside}({beside}) VALUES ('rebuild')")  # noqa: S608
