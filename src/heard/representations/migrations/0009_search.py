"""The database keeps an index of the words to search by, in step with them, in the same transaction."""

from __future__ import annotations

from typing import Any

from django.db import migrations

TABLE = "representations_searchedwords"
# Stemmed as English is, and no word left out: Will, May and Don are names.
POSTGRESQL = [
    "CREATE TEXT SEARCH DICTIONARY heard_stem (TEMPLATE = snowball, LANGUAGE = english)",
    "CREATE TEXT SEARCH CONFIGURATION heard (COPY = simple)",
    "ALTER TEXT SEARCH CONFIGURATION heard ALTER MAPPING FOR asciiword, word, numword WITH heard_stem",
    *(
        f"""ALTER TABLE {TABLE} ADD COLUMN vector_{level} tsvector
            GENERATED ALWAYS AS (to_tsvector('heard'::regconfig, level_{level})) STORED"""
        for level in (2, 3)
    ),
    *(f"CREATE INDEX searched_words_{level} ON {TABLE} USING gin (vector_{level})" for level in (2, 3)),
]
_PUT = "INSERT INTO searched_words (rowid, level_2, level_3) VALUES (new.representation_id, new.level_2, new.level_3)"
SQLITE = [
    "CREATE VIRTUAL TABLE searched_words USING fts5(level_2, level_3, tokenize = 'porter unicode61')",
    f"""CREATE TRIGGER searched_words_put AFTER INSERT ON {TABLE} BEGIN
        DELETE FROM searched_words WHERE rowid = new.representation_id; {_PUT}; END""",
    f"""CREATE TRIGGER searched_words_change AFTER UPDATE ON {TABLE} BEGIN
        DELETE FROM searched_words WHERE rowid = old.representation_id; {_PUT}; END""",
    f"""CREATE TRIGGER searched_words_take AFTER DELETE ON {TABLE} BEGIN
        DELETE FROM searched_words WHERE rowid = old.representation_id; END""",
]
UNDO = {
    "sqlite": [
        *(f"DROP TRIGGER searched_words_{name}" for name in ("put", "change", "take")),
        "DROP TABLE searched_words",
    ],
    "postgresql": [
        *(f"ALTER TABLE {TABLE} DROP COLUMN vector_{level}" for level in (2, 3)),
        "DROP TEXT SEARCH CONFIGURATION heard",
        "DROP TEXT SEARCH DICTIONARY heard_stem",
    ],
}


def index(apps: Any, schema_editor: Any) -> None:
    for statement in SQLITE if schema_editor.connection.vendor == "sqlite" else POSTGRESQL:
        schema_editor.execute(statement, params=None)


def without(apps: Any, schema_editor: Any) -> None:
    for statement in UNDO[schema_editor.connection.vendor]:
        schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):
    dependencies = [("representations", "0008_desk")]
    operations = [migrations.RunPython(index, without)]
