"""What docs/keamanan/data-classification.md states of the columns is what they declare."""

from models.rules.core.declarations import READS, Holds, Reader
from models.tables import TABLES
from models.tables.core.declaring import declaration_of
from models.tables.core.secrets import SEALED
from tests.security.columns import KINDS, by_table
from tests.security.papers import rows

PAPER = "data-classification.md"
# In the order of the table's head.
READERS = (Reader.MASK, Reader.DESTRUCTION, Reader.HAND_OUT, Reader.SEARCH, Reader.EXPORT, Reader.REGISTER)

SHOWS = (Reader.EXPORT, Reader.SEARCH, Reader.REGISTER, Reader.HAND_OUT)


def test_every_column_of_persons_is_listed_under_what_it_declares() -> None:
    stated = {
        table: {kind: [] if cell == "–" else cell.split() for kind, cell in zip(KINDS, cells, strict=True)}
        for table, *cells in rows(PAPER, "Columns of persons")
    }
    assert stated == by_table()


def test_every_kind_has_one_level() -> None:
    kinds = [kind for row in rows(PAPER, "Levels") for kind in _kinds(row[2])]
    assert sorted(kinds) == sorted(["sealed", "hashed", "officer", *(str(kind) for kind in Holds)])


def _kinds(cell: str) -> list[str]:
    """Return the kinds of a cell; two of them are of two words."""
    for words in ("free words", "office words", "platform id"):
        cell = cell.replace(words, words.replace(" ", "_"))
    return [kind.replace("_", " ") for kind in cell.split()]


def test_each_kind_is_read_by_whom_it_says() -> None:
    stated = {
        kind: tuple(cell == "yes" for cell in cells) for kind, *cells in rows(PAPER, "Who reads what a column holds")
    }
    assert stated == {str(kind): tuple(reader in READS[kind] for reader in READERS) for kind in Holds}


def test_what_is_sealed_or_hashed_is_shown_masked_and_exported_by_nobody() -> None:
    secret = {*SEALED, ("staff", "password_hash"), ("staff", "recovery_codes"), ("staff_session", "token_hash")}
    tables = {table._meta.table_name: table for table in TABLES}
    for table, name in secret:
        said = declaration_of(tables[table]._meta.fields[name])
        assert said is not None, (table, name)
        assert not any(
            said.read_by(reader) for reader in (Reader.EXPORT, Reader.SEARCH, Reader.REGISTER, Reader.HAND_OUT)
        )


def test_each_level_says_of_everything_how_it_is_protected() -> None:
    table = rows(PAPER, "How each level is protected")
    assert {row[0] for row in table} >= {"who reads it", "at rest", "on the way", "in backups", "in logs", "how long"}
    assert all(len(row) == 5 and all(row) for row in table)
