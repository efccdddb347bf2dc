"""The kept database of PostgreSQL is given to the next office as its copy was, whatever the last one did to it."""

from collections.abc import Callable
from contextlib import suppress

import psycopg
import pytest

from models.tables import ChannelAccount, OfficeSetting
from models.tables.core.database import database
from models.tables.search.search import SearchDue
from tests.office import new_complaint, office
from tests.running import kept_database
from tests.running.kept_database import NAME
from tests.test_office_copies import contents

_DESCRIBED = (
    "SELECT sequencename, last_value FROM pg_sequences ORDER BY 1",
    "SELECT tgname, tgrelid::regclass::text, tgenabled::text FROM pg_trigger ORDER BY 1, 2",
    "SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint ORDER BY 1, 2",
    "SELECT proname, prosrc FROM pg_proc WHERE oid >= 16384 ORDER BY 1",
    "SHOW statement_timeout",
    "SELECT count(*) FROM pg_locks JOIN pg_database AS one ON one.oid = database "
    "WHERE datname = current_database() AND locktype = 'advisory'",
)


def everything() -> list[object]:
    """Return the tables with their rows, where each sequence stands, and what else the database or its user has."""
    asked = [database.connection().execute(words, prepare=False).fetchall() for words in _DESCRIBED]
    return [contents(), *asked]


def taken_in() -> None:
    new_complaint(ChannelAccount.get())


def changed_and_removed() -> None:
    OfficeSetting.update(value="lain").execute()
    ChannelAccount.delete().execute()


def number_without_a_row() -> None:
    with suppress(ZeroDivisionError), database.atomic():
        SearchDue.create(what="isi", ref=1)
        raise ZeroDivisionError


def column_dropped() -> None:
    database.execute_sql("ALTER TABLE recent_case DROP COLUMN opened_at")


def trigger_off() -> None:
    database.execute_sql('ALTER TABLE "message" DISABLE TRIGGER USER')


def emptied() -> None:
    database.execute_sql("TRUNCATE office_setting")


def set_for_the_connection() -> None:
    database.execute_sql("SET statement_timeout = '9min'")
    database.execute_sql("SELECT pg_advisory_lock(3)")


def sent_away() -> None:
    mine = "datname = current_database() AND pid <> pg_backend_pid()"
    database.execute_sql(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE {mine}")  # noqa: S608


WRITTEN = [taken_in, changed_and_removed, number_without_a_row]
REBUILT = [column_dropped, trigger_off, emptied]


@pytest.mark.parametrize("done", [*WRITTEN, *REBUILT, set_for_the_connection, sent_away])
def test_whatever_an_office_did_the_next_one_begins_as_the_first(done: Callable[[], None], postgres: str) -> None:
    with office(f"{postgres}/{NAME}-lain"):
        fresh = everything()
    for _ in range(3):
        with office(f"{postgres}/{NAME}"):
            assert everything() == fresh
            done()


@pytest.mark.parametrize("done", WRITTEN)
def test_what_was_only_written_is_taken_out_of_the_same_database(done: Callable[[], None], postgres: str) -> None:
    numbers: set[object] = set()
    for _ in range(3):
        with office(f"{postgres}/{NAME}"):
            numbers |= set(database.execute_sql("SELECT oid FROM pg_database WHERE datname = current_database()"))
            done()
    assert len(numbers) == 1


def test_whoever_is_still_connected_is_sent_away(postgres: str) -> None:
    with office(f"{postgres}/{NAME}"):
        other = psycopg.connect(f"{postgres}/{NAME}")
        other.execute("UPDATE office_setting SET value = 'lain'")
    with office(f"{postgres}/{NAME}"):
        assert not OfficeSetting.select().where(OfficeSetting.value == "lain").exists()
    with pytest.raises(psycopg.OperationalError):
        other.commit()


def test_after_a_while_a_copy_is_made_anew(postgres: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept_database, "_OFTEN", 1)
    numbers: set[object] = set()
    for _ in range(3):
        with office(f"{postgres}/{NAME}"):
            numbers |= set(database.execute_sql("SELECT oid FROM pg_database WHERE datname = current_database()"))
    assert len(numbers) == 3
