"""Rewriting on PostgreSQL: an old transaction and a role without the right are told, nothing is rewritten in vain."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from models.actions.retention.erasure import postgres_file
from models.actions.retention.erasure.ask_erasure import ask_erasure
from models.actions.retention.erasure.erase import erase
from models.rules.retention.erasing import Why
from models.tables import Complaint, Erasure, database
from tests.office import NOW, new_complaint

NIGHT = NOW + timedelta(hours=14)


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_an_old_transaction_and_a_role_that_owns_nothing_are_told(database_url: str, account: Any) -> None:
    import psycopg

    ask_erasure(Why.PEMUSNAHAN, NOW)
    with psycopg.connect(database_url) as old:
        old.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        old.execute("SELECT count(*) FROM staff")
        assert "transaksi lama" in erase(NIGHT)
        assert Erasure.get().ended_at is None
    database.execute_sql("CREATE ROLE wakil")
    try:
        database.execute_sql("GRANT ALL ON ALL TABLES IN SCHEMA public TO wakil")
        database.execute_sql("GRANT ALL ON ALL SEQUENCES IN SCHEMA public TO wakil")
        database.execute_sql("SET ROLE wakil")
        assert "run_admin.py erase" in erase(NIGHT)
        assert Erasure.get().rewritten_at is None
    finally:
        database.execute_sql("RESET ROLE")
        database.execute_sql("DROP OWNED BY wakil")
        database.execute_sql("DROP ROLE wakil")


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_a_role_that_may_not_renew_the_statistics_rewrites_no_table_in_vain(
    database_url: str, account: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask_erasure(Why.PEMUSNAHAN, NOW)
    real: Callable[[str], Any] = postgres_file._file
    before = real("message")
    monkeypatch.setattr(postgres_file, "_file", lambda name: 1 if name == "pg_statistic" else real(name))
    said = erase(NIGHT)  # tried every minute of the night
    assert (real("message"), Erasure.get().rewritten_at, "pemilik basis data" in said) == (before, None, True)


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_one_program_at_a_time_rewrites(database_url: str, account: Any) -> None:
    import psycopg

    ask_erasure(Why.PEMUSNAHAN, NOW)
    with psycopg.connect(database_url, autocommit=True) as other:
        other.execute("SELECT pg_advisory_lock(hashtext('penghapusan di berkas'))")
        assert "Program lain sedang menulis ulang" in erase(NIGHT)
        assert Erasure.get().rewritten_at is None
        # A connection that is closed ends at the server a moment later: the lock is given back before.
        other.execute("SELECT pg_advisory_unlock(hashtext('penghapusan di berkas'))")
        assert erase(NIGHT) == ""


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_where_it_may_not_ask_for_a_checkpoint_it_waits_for_the_servers_own(
    database_url: str, account: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask_erasure(Why.PEMUSNAHAN, NOW)
    monkeypatch.setattr(postgres_file, "_may", lambda sql: None)
    assert "checkpoint server ditunggu" in erase(NIGHT)
    row = Erasure.get()
    assert (row.rewritten_at, row.ended_at) == (NIGHT, None)
    database.execute_sql("CHECKPOINT")
    assert (erase(NIGHT + timedelta(minutes=5)), Erasure.get().ended_at is None) == ("", False)


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_what_the_statistics_quoted_stands_in_no_file_of_theirs(database_url: str, account: Any) -> None:
    for who in range(3):
        new_complaint(account, who=f"62811000005{who}")
    Complaint.update(subject="zamrudkerja").execute()  # as often as that it is quoted
    database.execute_sql("ANALYZE complaint")
    assert b"zamrudkerja" in statistics()
    Complaint.update(subject="").execute()
    ask_erasure(Why.PEMUSNAHAN, NOW)
    assert erase(NIGHT) == ""
    assert b"zamrudkerja" not in statistics()


def statistics() -> bytes:
    """Return the file in which the server keeps what it quotes of the tables."""
    database.execute_sql("CHECKPOINT")
    sql = "SELECT current_setting('data_directory'), pg_relation_filepath('pg_statistic')"
    return Path(*database.execute_sql(sql).fetchone()).read_bytes()
