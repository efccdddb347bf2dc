"""Finds entries by parts of words, newest first: FTS5's trigrams on SQLite, pg_trgm on PostgreSQL."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import reduce
from operator import and_, or_

from peewee import SQL, ColumnBase, DatabaseError, ModelSelect, Table, Value, fn

from models.rules.search.searching import Found, Wanted, kind_mark, pieces_of
from models.tables.core.database import database, is_sqlite
from models.tables.search.search import SearchEntry

_Holding = Callable[[ColumnBase, str], ColumnBase]  # a text and a word: whether the one holds the other
_WORDS = Table("search_words", alias="w")
# So many of the newest entries are looked through for words too short for an index.
NEWEST = 1000
# PostgreSQL looks through at least so many windows of a kind's newest before it asks its index for all the older.
_WINDOW, _WINDOWS = 2000, 2


def entries_with(
    kind: Found,
    wanted: Wanted,
    narrowed: Sequence[Sequence[str]] = (),
    before: int | None = None,
    most: int = NEWEST,
) -> "ModelSelect[SearchEntry]":
    """Return the query for a kind's entries that hold the words, newest first, with ids below `before`.

    An entry has at least one mark of each group in `narrowed`; other filters must be asked of the rows themselves.
    PostgreSQL looks the newest `most` of them up already while the query is built.
    """
    query = SearchEntry.select(SearchEntry.id, SearchEntry.ref)
    if not is_sqlite():
        newest = _newest_holding(kind, wanted, narrowed, before, most)
        # One value for all of them: a query takes 65,535 values, and an export may look at more.
        listed = fn.ANY(Value(newest, unpack=False))
        return query.where(SearchEntry.id == listed).order_by(SearchEntry.id.desc())
    asked = _asked([[kind_mark(kind)], *narrowed], wanted.words)
    query = query.join_from(SearchEntry, _WORDS, on=(_WORDS.c.rowid == SearchEntry.id))
    query = query.where(SQL('"w"."search_words" MATCH ?', (asked,)), *_holding(wanted))
    if before is not None:
        query = query.where(_WORDS.c.rowid < before)
    return query.order_by(_WORDS.c.rowid.desc())


def _newest_holding(
    kind: Found, wanted: Wanted, narrowed: Sequence[Sequence[str]], before: int | None, most: int
) -> list[int]:
    """Return the ids of the newest entries of a kind that hold the words, in the way that is quickest on PostgreSQL.

    Its planner cannot tell a word in every text from one last written years ago. So the newest entries are scanned
    first; the index is asked only for words that prove rare there.
    """
    walk = _Walk(most)
    while True:
        held, before = _window(kind, wanted, narrowed, before)
        walk.went(held, before)
        if before is None or len(walk.near) >= most:
            return walk.near[:most]
        if not walk.is_sooner(before):
            break
    # OFFSET keeps PostgreSQL from walking the whole table backwards for the order's sake.
    hits = SearchEntry.select(SearchEntry.id).where(_of_kind(kind) & (SearchEntry.id < before))
    older = hits.where(*_holding(wanted, narrowed)).offset(0).alias("older")
    rest = older.select_from(older.c.id).order_by(older.c.id.desc()).limit(most - len(walk.near))
    return walk.near + [row_id for (row_id,) in rest.tuples()]


@dataclass
class _Walk:
    """The result of scanning back from the newest entry, and whether to go on scanning."""

    most: int
    near: list[int] = field(default_factory=list)  # hold the words, and one of every group's marks
    worded: int = 0  # hold the words
    windows: int = 0
    newest: int = 0  # the id met first

    def went(self, held: list[tuple[int, bool]], end: int | None) -> None:
        """Note a scanned window: the entries that hold the words, and where the next window begins."""
        self.near += [row_id for row_id, marked in held if marked]
        self.worded, self.windows = self.worded + len(held), self.windows + 1
        self.newest = self.newest or (held[0][0] if held else end or 0)

    def is_sooner(self, end: int) -> bool:
        """Whether scanning on is quicker than having the index list and sort every entry that holds the words.

        Both costs are estimated from the scan so far; scanning an entry costs about two index entries (measured).
        """
        if self.windows < _WINDOWS:
            return True
        still = (self.most - len(self.near)) * self.windows * _WINDOW / max(len(self.near), 1)
        listed = end * self.worded / max(self.newest - end, 1)
        return 2 * still < listed


def _window(
    kind: Found, wanted: Wanted, narrowed: Sequence[Sequence[str]], before: int | None
) -> tuple[list[tuple[int, bool]], int | None]:
    """Return the next entries that hold the words, each with whether its marks fit, and the id at which to go on."""
    mine = _of_kind(kind) if before is None else _of_kind(kind) & (SearchEntry.id < before)
    listed = SearchEntry.select(SearchEntry.id).where(mine).order_by(SearchEntry.id.desc())
    newest = listed.limit(_WINDOW).alias("newest")
    marked = reduce(and_, _marked(narrowed, _stands_in), SQL("true"))
    hits = SearchEntry.select(SearchEntry.id, marked).join(newest, on=(newest.c.id == SearchEntry.id))
    hits = hits.where(*_worded(wanted, _stands_in)).order_by(SearchEntry.id.desc())
    end = next((row_id + 1 for (row_id,) in listed.offset(_WINDOW).limit(1).tuples()), None)
    return list(hits.tuples()), end


def _of_kind(kind: Found) -> ColumnBase:
    # Written out: a plan that is kept for every kind would use the index of none.
    return SearchEntry.kind == SQL(f"'{kind}'")


def begins_with(wanted: Wanted) -> ColumnBase:
    """Return the condition that each short word begins a word of the entry (in unspaced scripts: is in it)."""
    condition: ColumnBase = SQL("1 = 1")
    for word in wanted.short:
        anywhere = _holds(SearchEntry.text, word if not word.isascii() else f" {word}")
        condition &= anywhere | SearchEntry.text.startswith(word)
    return condition


def _holds(text: ColumnBase, word: str) -> ColumnBase:
    # LIKE would make SQLite fold again; on PostgreSQL it is what the index answers.
    return fn.INSTR(text, word) > 0 if is_sqlite() else text % f"%{_as_written(word)}%"


def _stands_in(text: ColumnBase, word: str) -> ColumnBase:
    # What PostgreSQL does not look up in its index.
    return fn.STRPOS(text, word) > 0


def _holding(wanted: Wanted, narrowed: Sequence[Sequence[str]] = ()) -> list[ColumnBase]:
    """Return the conditions that an entry holds every word, and at least one mark of every group."""
    return [*_worded(wanted, _holds), *_marked(narrowed, _holds)]


def _worded(wanted: Wanted, holds: _Holding) -> list[ColumnBase]:
    return [SQL("1 = 1"), *(holds(SearchEntry.text, word) for word in wanted.words)]


def _marked(narrowed: Sequence[Sequence[str]], holds: _Holding) -> list[ColumnBase]:
    return [reduce(or_, (holds(SearchEntry.marks, mark) for mark in group)) for group in narrowed if group]


def _as_written(word: str) -> str:
    return re.sub(r"([\\%_])", r"\\\1", word)


def _asked(groups: Sequence[Sequence[str]], words: Sequence[str]) -> str:
    """Return the FTS5 expression: one mark of every group, and the pieces that cover every word."""
    marked = ["(" + " OR ".join(map(_quoted, group)) + ")" for group in groups]
    pieces = dict.fromkeys(piece for word in words for piece in pieces_of(word))
    return " AND ".join([*marked, *map(_quoted, pieces)])


def _quoted(piece: str) -> str:
    return '"' + piece.replace('"', '""') + '"'


def make_index() -> bool:
    """Make the index and what keeps it up to date; return False where PostgreSQL lacks pg_trgm.

    Without it everything is found as well, but slowly.
    """
    if is_sqlite():
        for sql in _SQLITE:
            database.execute_sql(sql)
        return True
    if not _has_trigrams():
        return False
    # One for each kind: a word that stands in every message may stand in no answer.
    for name, kind in _INDEXES.items():
        where = f"USING gin (text gin_trgm_ops) WHERE kind = '{kind}'"
        database.execute_sql(f"CREATE INDEX IF NOT EXISTS {name} ON search_entry {where}")
    return True


def is_indexed() -> bool:
    """Whether words are found through an index."""
    return is_sqlite() or _INDEXES.keys() <= {index.name for index in database.get_indexes("search_entry")}


def drop_index() -> None:
    """Drop the index."""
    for sql in _SQLITE_AWAY if is_sqlite() else [f"DROP INDEX IF EXISTS {name}" for name in _INDEXES]:
        database.execute_sql(sql)


def empty() -> None:
    """Delete all entries and rebuild an empty index, which works on a damaged index too."""
    drop_index()
    database.execute_sql("DELETE FROM search_entry")
    if is_sqlite():
        make_index()


def tidy() -> None:
    """Optimise the index after very many entries were written."""
    make_index()
    if is_sqlite():
        database.execute_sql("INSERT INTO search_words (search_words) VALUES ('optimize')")


def follow_entries() -> None:
    """Make the index of the entries that are there, where they came in without it; PostgreSQL's has them already."""
    if is_sqlite():
        database.execute_sql("INSERT INTO search_words (search_words) VALUES ('rebuild')")


def agrees() -> bool:
    """Whether the index matches the entries; on PostgreSQL it always does."""
    if not is_sqlite():
        return True
    try:
        database.execute_sql("INSERT INTO search_words (search_words, rank) VALUES ('integrity-check', 1)")
    except DatabaseError:
        return False
    return True


def _has_trigrams() -> bool:
    """Whether pg_trgm is installed, installing it where this account may (it is a trusted extension)."""
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
_INDEXES = {f"{INDEX}_{kind}": str(kind) for kind in Found}
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
