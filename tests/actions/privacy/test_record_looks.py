"""Looks are recorded in a chain of their own: files first, the rest once a second, refusals with a limit."""

import threading
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from peewee import OperationalError

from models.actions.privacy import record_looks
from models.actions.privacy.record_looks import LookBook, LooksStored
from models.rules.privacy.looks import MOST_REFUSED, Look
from models.rules.staff.roles import Role
from models.tables import Audit
from tests.office import NOW, actor


def stored() -> list[tuple[str, str, str, str]]:
    """Return what stands in the chain of looks."""
    rows = Audit.select(Audit.actor, Audit.event, Audit.subject, Audit.after).where(Audit.chain == "baca")
    return list(rows.order_by(Audit.id).tuples())


def test_a_look_at_a_file_is_stored_when_it_is_noted(account: Any) -> None:
    book, who = LookBook(), actor(Role.PENGELOLA)
    book.note(Look.FILE, who, "complaint:1", "attachment:a", NOW)
    assert stored() == [(who.username, "lihat_berkas", "complaint:1", "attachment:a")]
    assert not book.waits


def test_other_looks_are_stored_together_with_who_and_when(account: Any) -> None:
    book, one, two = LookBook(), actor(Role.PENGELOLA), actor(Role.KEPALA_KANTOR)
    book.note(Look.CASE, one, "complaint:1", "", NOW)
    book.note(Look.CASE, two, "complaint:1", "", NOW + timedelta(seconds=1))
    book.note(Look.SEARCH, two, "cari", "3 hasil", NOW + timedelta(seconds=2))
    assert stored() == []
    assert book.flush() == 3
    assert [row[:2] for row in stored()] == [
        (one.username, "lihat_kasus"),
        (two.username, "lihat_kasus"),
        (two.username, "cari"),
    ]
    times = [at for (at,) in Audit.select(Audit.at).where(Audit.chain == "baca").order_by(Audit.id).tuples()]
    assert times == [NOW + timedelta(seconds=seconds) for seconds in range(3)]


def test_a_page_drawn_anew_is_no_look_and_another_person_is_one(sqlite_account: Any) -> None:
    book, who = LookBook(), actor(Role.PENGELOLA)
    for minutes in (0, 5, 9, 11):
        book.note(Look.CASE, who, "complaint:1", "", NOW + timedelta(minutes=minutes))
    book.note(Look.CASE, actor(Role.KEPALA_KANTOR), "complaint:1", "", NOW + timedelta(minutes=12))
    assert book.flush() == 3


def test_a_file_that_cannot_be_recorded_counts_as_not_looked_at(
    sqlite_account: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    book, who = LookBook(), actor(Role.PENGELOLA)

    def fails(_looks: object) -> None:
        raise OperationalError("disk full")

    with monkeypatch.context() as now_fails:
        now_fails.setattr(record_looks, "_store", fails)
        with pytest.raises(OperationalError):
            book.note(Look.FILE, who, "complaint:1", "attachment:a", NOW)
        book.note(Look.CASE, who, "complaint:1", "", NOW)
        with pytest.raises(OperationalError):
            book.flush()
    book.note(Look.FILE, who, "complaint:1", "attachment:a", NOW)
    assert book.flush() == 1
    assert [row[1] for row in stored()] == ["lihat_berkas", "lihat_kasus"]


def test_whoever_is_refused_a_thousand_times_fills_no_trail(sqlite_account: Any) -> None:
    book, who = LookBook(), replace(actor(Role.PENGELOLA), address="10.0.0.9")
    for number in range(1000):
        book.note(Look.REFUSED, who, "alamat:/x", str(number), NOW + timedelta(milliseconds=number))
    book.note(Look.REFUSED, replace(who, address="10.0.0.8"), "alamat:/x", "a", NOW)
    book.note(Look.REFUSED, who, "alamat:/x", "later", NOW + timedelta(minutes=2))
    book.flush()
    mine = [row[3] for row in stored()]
    assert mine[: MOST_REFUSED + 1] == [*map(str, range(MOST_REFUSED)), "dan seterusnya dalam satu menit"]
    assert mine[MOST_REFUSED + 1 :] == ["a", "later"]


def test_the_thread_stores_what_waits_and_goes_on_after_a_failure(
    sqlite_account: Any, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    book, who, thread = LookBook(), actor(Role.PENGELOLA), None
    thread = LooksStored(book, threading.Event())
    thread.once()
    book.note(Look.CASE, who, "complaint:1", "", NOW)
    with monkeypatch.context() as now_fails:
        now_fails.setattr(record_looks, "_store", lambda _looks: 1 / 0)
        thread.once()
        thread.once()
    assert [line for line in caplog.messages if "ZeroDivisionError" in line] == [
        "looks at cases are not stored (ZeroDivisionError); tried again"
    ]
    assert book.waits
    thread.once()
    assert not book.waits
