"""Finds entries by pieces of words: FTS5's trigrams on SQLite, pg_trgm on PostgreSQL, newest first on both."""

from collections.abc import Sequence
from typing import Any

from peewee import SQL, DatabaseError, Table, fn

from models.rules.searching import Found, Wanted, kind_mark, pieces_of
from models.tables.database import database, is_sqlite
from models.tables.search import SearchEntry

_WORDS = Table("search_words", ("rowid",), alias="w")
# So many of the newest entries are looked through for words too short for an index.
NEWEST = 2000


def entries_with(
    kind: Found, wanted: Wanted, narrowed: Sequence[Sequence[str]] = (), before: int | None = None
) -> Any:
    """Give the query of a kind's entries that hold the words, newest first, `before` an entry's id.

    Of each group in `narrowed` an entry has one of the marks; what is no mark must be asked of the rows themselves.
    """
    query = SearchEntry.select(SearchEntry.id, SearchEntry.ref).where(SearchEntry.kind == str(kind))
    if is_sqlite():
        asked = _asked([[kind_mark(kind)], *narrowed], wanted.words)
        query = query.join_from(SearchEntry, _WORDS, on=(_WORDS.rowid == SearchEntry.id))
        query = query.where(SQL('"w"."search_words" MATCH ?', (asked,)))
        key: Any = _WORDS.rowid
    else:
        key = SearchEntry.id
        for group in narrowed:
            query = query.where(_any(SearchEntry.marks, group))
    for word in wanted.words:
        query = query.where(_holds(SearchEntry.text, word))
    if before is not None:
        query = query.where(key < before)
    return query.order_by(key.desc())


def begins_with(wanted: Wanted) -> Any:
    """Give the condition that every short word begins a word of the entry; unspaced scripts have theirs anywhere."""
    condition: Any = SQL("1 = 1")
    for word in wanted.short:
        anywhere = _holds(SearchEntry.text, word if not word.isascii() else f" {word}")
        condition &= anywhere | SearchEntry.text.startswith(word)
    return condition


def _holds(text: Any, word: str) -> Any:
    # LIKE would make SQLite fold again; on PostgreSQL it is what the index answers.
    return fn.INSTR(text, word) > 0 if is_sqlite() else text.contains(word)


def _any(column: Any, values: Sequence[str]) -> Any:
    condition: Any = SQL("1 = 0")
    for value in values:
        condition |= column.contains(value)
    return condition


def _asked(groups: Sequence[Sequence[str]], words: Sequence[str]) -> str:
    """Write FTS5's expression: one of every group's marks, and the pieces that cover every word."""
    marked = ["(" + " OR ".join(map(_quoted, group)) + ")" for group in groups]
    pieces = dict.fromkeys(piece for word in words for piece in pieces_of(word))
    return " AND ".join([*marked, *map(_quoted, pieces)])


def _quoted(piece: str) -> str:
    return '"' + piece.replace('"', '""') + '"'


def make_index() -> bool:
    """Make what finds the words and keep it in step with the entries; False where PostgreSQL lacks pg_trgm.

    Without it everything is found all the same, only slowly.
    """
    if is_sqlite():
        for sql in _SQLITE:
            database.execute_sql(sql)
        return True
    if not _has_trigrams():
        return False
    database.execute_sql(f"CREATE INDEX IF NOT EXISTS {INDEX} ON search_entry USING gin (text gin_trgm_ops)")
    return True


def is_indexed() -> bool:
    """Say whether words are found by an index."""
    return is_sqlite() or INDEX in {index.name for index in database.get_indexes("search_entry")}


def drop_index() -> None:
    """Take it away again."""
    for sql in _SQLITE_AWAY if is_sqlite() else (f"DROP INDEX IF EXISTS {INDEX}",):
        database.execute_sql(sql)


def empty() -> None:
    """Throw all entries away with their index, a damaged one too, without taking them out one by one."""
    drop_index()
    database.execute_sql("DELETE FROM search_entry")
    if is_sqlite():
        make_index()


def tidy() -> None:
    """Make the index small and fast after very many entries were written."""
    make_index()
    if is_sqlite():
        database.execute_sql("INSERT INTO search_words (search_words) VALUES ('optimize')")


def agrees() -> bool:
    """Say whether the index holds what the entries say; PostgreSQL's is always so."""
    if not is_sqlite():
        return True
    try:
        database.execute_sql("INSERT INTO search_words (search_words, rank) VALUES ('integrity-check', 1)")
    except DatabaseError:
        return False
    return True


def _has_trigrams() -> bool:
    """Say whether pg_trgm is there, bringing it in where this account may; it is one of the trusted extensions."""
    asked = "SELECT 1 FROM pg_extension WHERE extname = 'pg_trgm'"
    if database.execute_sql(asked).fetchone():
        return True
    try:
        with database.atomic():
            database.execute_sql("CREATE EXTENSION pg_trgm")
    except DatabaseError:
        return False
    return True


INDEX = "search_entry_words"
_OLD = "INSERT INTO search_words (search_words, rowid, text, marks) VALUES ('delete', OLD.id, OLD.text, OLD.marks);"
_NEW = "INSERT INTO search_words (rowid, text, marks) VALUES (NEW.id, NEW.text, NEW.marks);"
_SQLITE = (
    # detail=none and no sizes: which text, never where; a third of the size, and the text itself is looked at anyway.
    "CREATE VIRTUAL TABLE IF NOT EXISTS search_words USING fts5(text, marks, content='search_entry',"
    " content_rowid='id', tokenize='trigram case_sensitive 1', detail=none, columnsize=0)",
    # What is taken out is gone from the index at once, not when its pages are next merged.
    "INSERT INTO search_words (search_words, rank) VALUES ('secure-delete', 1)",
    f"CREATE TRIGGER IF NOT EXISTS search_entry_new AFTER INSERT ON search_entry BEGIN {_NEW} END",
    f"CREATE TRIGGER IF NOT EXISTS search_entry_gone AFTER DELETE ON search_entry BEGIN {_OLD} END",
    "CREATE TRIGGER IF NOT EXISTS search_entry_changed AFTER UPDATE OF text, marks ON search_entry"
    f" BEGIN {_OLD} {_NEW} END",
)
_SQLITE_AWAY = (
    "DROP TRIGGER IF EXISTS search_entry_new",
    "DROP TRIGGER IF EXISTS search_entry_gone",
    "DROP TRIGGER IF EXISTS search_entry_changed",
    "DROP TABLE IF EXISTS search_words",
)
