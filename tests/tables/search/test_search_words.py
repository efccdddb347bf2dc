"""Entries found by pieces of words on both databases; what is taken out is gone, a damaged index is seen."""

from typing import Any

import pytest

from models.rules.search.searching import Found, Wanted, read_wanted
from models.tables import SearchEntry, database
from models.tables.core.database import is_sqlite
from models.tables.search import search_words
from models.tables.search.search_words import agrees, begins_with, entries_with, is_indexed

TEXTS = {
    1: "paspor belum jadi 100% _benar_",
    2: "kapal di pelabuhan, paspornya hilang",
    3: "护照还没好 permit",
    4: 'kata "kutip" o\'brien',
}


def add(kind: Found = Found.PESAN, marks: str = "¶pe†01‡8z", texts: dict[int, str] = TEXTS) -> None:
    for ref, text in texts.items():
        SearchEntry.insert(kind=str(kind), ref=ref, marks=marks, text=text).execute()


def refs(typed: str, *narrowed: list[str], kind: Found = Found.PESAN) -> list[int]:
    return [row.ref for row in entries_with(kind, read_wanted(typed), narrowed)]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("paspor", [2, 1]),
        ("PASPOR hilang", [2]),
        ("100%", [1]),
        ("_benar_", [1]),
        ("_enar", []),
        ("x%x", []),
        ("护照还", [3]),
        ("o'brien", [4]),
        ("kutip", [4]),
        ("paspor permit", []),
        ("' OR 1=1 --", []),
        ("NEAR(paspor)", []),
    ],
)
def test_pieces_of_words_find_their_texts(typed: str, found: list[int], account: Any) -> None:
    add()
    assert refs(typed) == found


def test_the_index_is_there_and_narrows_by_kind_and_marks(account: Any) -> None:
    assert is_indexed()
    add()
    add(Found.CATATAN, "¶ca§la†02‡8z")
    add(Found.JAWABAN, "¶ja§in†02‡8z")
    assert refs("paspor", kind=Found.CATATAN) == [2, 1]
    assert refs("paspor", ["§la", "§ti"], kind=Found.CATATAN) == [2, 1]
    assert refs("paspor", ["§in"], kind=Found.CATATAN) == []
    assert refs("paspor", ["§in"], ["†02"], kind=Found.JAWABAN) == [2, 1]
    assert refs("paspor", ["§in"], ["†01"], kind=Found.JAWABAN) == []


@pytest.mark.parametrize(("word", "found"), [("di", [2]), ("pa", [2, 1]), ("护照", [3]), ("lu", [])])
def test_short_words_begin_a_word(word: str, found: list[int], account: Any) -> None:
    add()
    rows = entries_with(Found.PESAN, Wanted()).where(begins_with(Wanted((), (word,))))
    assert [row.ref for row in rows] == found


def test_more_hits_than_a_query_takes_values_are_no_error(account: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    add()
    first = SearchEntry.get().id
    monkeypatch.setattr(search_words, "_newest_holding", lambda *_asked: list(range(first, first + 70_000)))
    assert refs("paspor")[-2:] == [2, 1]


def test_changed_and_deleted_entries_leave_the_index(account: Any) -> None:
    add()
    SearchEntry.update(text="sudah lain").where(SearchEntry.ref == 1).execute()
    assert (refs("paspor"), refs("lain")) == ([2], [1])
    SearchEntry.delete().where(SearchEntry.ref == 2).execute()
    assert refs("paspor") == []
    assert agrees()


def test_what_is_taken_out_lives_on_in_no_page_of_the_index(sqlite_account: Any) -> None:
    add(texts={number: f"zamrudnilam{number} kata" for number in range(50)})
    SearchEntry.delete().execute()
    database.execute_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    kept = database.execute_sql("SELECT block FROM search_words_data").fetchall()
    assert not any(b"zam" in block or b"mru" in block for (block,) in kept)


def test_a_damaged_index_is_seen_and_made_anew(sqlite_account: Any) -> None:
    add()
    database.execute_sql("INSERT INTO search_words (rowid, text, marks) VALUES (999, 'hantu', '')")
    assert not agrees()
    search_words.empty()
    assert SearchEntry.select().count() == 0
    add()
    search_words.tidy()
    assert agrees()
    assert refs("paspor") == [2, 1]


def test_without_the_extension_everything_is_found(account: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    if is_sqlite():
        assert search_words.make_index()  # a second time
        return
    search_words.drop_index()
    assert not is_indexed()
    monkeypatch.setattr(search_words, "_has_trigrams", lambda: False)
    assert not search_words.make_index()
    add()
    assert refs("paspor") == [2, 1]
    monkeypatch.undo()
    assert search_words.make_index()
    assert is_indexed()


@pytest.mark.parametrize("window", [1, 2, 3, 50])
@pytest.mark.parametrize("every", [1, 2, 7, 40])
def test_common_and_rare_words_are_met_walking_or_by_the_index_newest_first(
    window: int, every: int, account: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search_words, "_WINDOW", window)
    texts = {ref: "paspor hilang" if ref % every == 0 else "loket lama" for ref in range(1, 41)}
    add(marks="¶pe§la", texts=texts)
    add(marks="¶pe§in", texts={ref + 100: text for ref, text in texts.items()})
    mine = [ref for ref in reversed(texts) if ref % every == 0]
    assert refs("paspor", ["§la"]) == mine
    assert refs("paspor") == [ref + 100 for ref in mine] + mine
    wanted = read_wanted("paspor")
    assert [row.ref for row in entries_with(Found.PESAN, wanted, [["§la"]], most=3).limit(3)] == mine[:3]


def test_what_stands_in_most_texts_is_walked_to_and_what_is_rare_is_looked_up(
    account: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search_words, "_WINDOW", 2)
    add(texts={ref: "paspor hilang" if ref % 2 else "loket lama" for ref in range(1, 60)} | {1: "surat kuning"})
    asked: list[str] = []
    execute = database.obj.execute_sql

    def noting(sql: str, *words: Any, **more: Any) -> Any:
        asked.append(sql)
        return execute(sql, *words, **more)

    monkeypatch.setattr(database.obj, "execute_sql", noting)
    entries_with(Found.PESAN, read_wanted("paspor"), most=8)
    # SQLite's index gives the newest first by itself, when the query is run.
    assert not asked if is_sqlite() else len(asked) >= 8 and not any("older" in sql for sql in asked)
    entries_with(Found.PESAN, read_wanted("kuning"), most=8)
    assert sum("older" in sql for sql in asked) == (0 if is_sqlite() else 1)
