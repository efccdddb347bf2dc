"""A whole office is found whole; every way of breaking it is named. Each damage is undone before the next."""

import os
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from models.actions.core import give_number
from models.actions.core.actor import OPERATOR
from models.actions.core.audit_trail import AuditEvent, write
from models.actions.replies.deliver_reply import choose_client_ref
from models.actions.replies.settle_reply import Verdict, settle_reply
from models.actions.upkeep.verify.every_invariant import CHECKS, Report, verify
from models.rules.cases.sop import Move, Output
from models.rules.core.moments import iso
from models.rules.replies.delivery import Purpose
from models.rules.staff.roles import Role, Section
from models.tables import Attachment, Document, Message, Outbox, database
from models.tables.core.files.folder_store import FolderStore
from models.tables.replies import attempts_log
from models.tables.replies.attempts_log import Attempt
from tests.actions.sending import unknown
from tests.actions.walking import Walk
from tests.office import NOW, actor, citizen_message, take_in

SOON = NOW + timedelta(minutes=50)


def look(folder: Path) -> Report:
    """Return what verify says; nothing of clocks turned back, since each case here walks by a clock of its own."""
    report = verify(FolderStore(folder / "files"), folder / "attempts.log", SOON)
    return replace(report, notes=[note for note in report.notes if "turned back" not in note])


class Someone(Walk):
    """A walk of a citizen of his own: the same citizen's messages would join one complaint."""

    def __init__(self, account: Any, who: int, section: Section = Section.LALINTALKIM) -> None:
        super().__init__(account, section, f"62811000{who:04d}")


def busy_office(account: Any, folder: Path) -> Walk:
    """Return an office with a finished complaint, one returned on the way, one referred, a held reply and a file."""
    Someone(account, 11).with_answer().handed_back().finished()
    on_the_way = Someone(account, 12, Section.INTELDAKIM).at_section()
    on_the_way.once(Walk.write, Output.IDENTIFIKASI_SEKSI).once(Walk.move, Move.BUKAN_SEKSI_INI)
    referred = Someone(account, 13, Section.KEPALA_KANTOR).at_section()
    referred.once(Walk.write, Output.NASKAH_JAWABAN).once(Walk.move, Move.DISPOSISI_RUJUK)
    Someone(account, 14).once(_held, FolderStore(folder / "files").keep(b"foto"))
    witness(folder)
    return on_the_way


def _held(held: Walk, sha256: str) -> None:
    claim = unknown(held, "tahan")
    choose_client_ref(claim, "ABC")
    Outbox.update(state="hold").where(Outbox.reply_key == "tahan").execute()
    with database.atomic():
        write(OPERATOR, held.now, AuditEvent("kirim", f"outbox:{claim.row_id}", "unknown", "hold"))
    settle_reply("tahan", Verdict.SENT, actor(Role.PENGELOLA), held.tick())
    message = Message.select().order_by(Message.id).first()
    Attachment.create(public_id="a", message=message, sha256=sha256, state="tersimpan", size=4)


def witness(folder: Path) -> None:
    """Write down every sending, as the agent does."""
    for reply in Outbox.select().where(Outbox.attempts > 0):
        at = iso(reply.last_attempt_at) or ""
        attempts_log.append(
            folder / "attempts.log", Attempt(reply.reply_key, reply.attempts, reply.text_hash, "628@c.us", "ABC", at)
        )


def test_an_office_at_work_is_found_whole(account: Any, tmp_path: Path) -> None:
    busy_office(account, tmp_path)
    report = look(tmp_path)
    assert (report.failures, report.notes) == ([], [])
    assert report.counted == {"complaint": 4, "message": 4, "attachment": 1, "outbox": 5, "document": 6}


# Each line breaks one thing, the way a bug or a hand in the database would. The code is the check that must say so.
DAMAGES: dict[str, tuple[str, str]] = {
    "an alias came in as an item": ("I-2", "UPDATE envelope SET alias_id = (SELECT MAX(external_id) FROM envelope)"),
    "a raw item lost its message": ("R1", "UPDATE message SET envelope_id = NULL WHERE id = 1"),
    "a message left its complaint": ("R10", "DELETE FROM complaint_message WHERE id = 2"),
    "a cursor moved over nothing": (
        "I-10",
        "INSERT INTO channel_account (id, kind, label, settings, secret, push_secret, enabled, created_at, state,"
        " state_reason, fails, found_by_sweep, lease_token, advice, sample, blocked_why, token_life) VALUES"
        " (99, 'waha', 'x', '', '', '', 1=1, '2026-11-25', 'baru', '', 0, 0, 0, '', 1=0, '', '');"
        "INSERT INTO cursor (account_id, stream, epoch, value, updated_at) VALUES (99, 'dm', 0, '5', '2026-11-25')",
    ),
    "a version is missing": (
        "I-11",
        "INSERT INTO message_version (message_id, number, text, seen_at) VALUES (1, 3, 'x', '2026-11-25')",
    ),
    "a step was jumped by hand": ("SOP", "UPDATE complaint SET step = 5 WHERE id = 1"),
    "a stage nobody knows": ("SOP", "UPDATE complaint SET stage = 'lupa' WHERE id = 1"),
    "a closed complaint is open again": ("SOP", "UPDATE complaint SET open = (1=1) WHERE id = 1"),
    "an open complaint lost its thread": ("R10", "DELETE FROM open_thread WHERE complaint_id = 2"),
    "a closed complaint holds its thread": (
        "R10",
        "INSERT INTO open_thread (thread_id, complaint_id) SELECT thread_id, id FROM complaint WHERE id = 1",
    ),
    "a merge that merged nothing": (
        "R10 what is merged",
        "INSERT INTO complaint_link (kind, source_id, target_id, why, made_at, protected)"
        " VALUES ('gabung', 2, 3, '', '2026-11-25', (1=0))",
    ),
    "a message left over by a merge that was undone": (
        "R10 what is merged",
        "INSERT INTO complaint_link (kind, source_id, target_id, why, made_at, undone_at, protected)"
        " VALUES ('gabung', 2, 3, '', '2026-11-25', '2026-11-25', (1=0));"
        "UPDATE complaint_message SET through_id = (SELECT MAX(id) FROM complaint_link) WHERE id = 3",
    ),
    "a complaint led by another without a merge": (
        "R10 what is merged",
        "UPDATE complaint SET lead_id = 3 WHERE id = 2",
    ),
    "a move vanished from the history": ("SOP", "DELETE FROM history WHERE move = 'ajukan_penerusan'"),
    "a move nobody made": (
        "SOP",
        "INSERT INTO history (complaint_id, at, move, from_stage, to_stage, reason)"
        " VALUES (1, '2026-11-25', 'arsipkan', 'identifikasi', 'selesai', '')",
    ),
    "an output no longer counts": (
        "SOP no complaint",
        "UPDATE step_output SET undone = (1=1) WHERE kind = 'Laporan hasil penelitian lapangan'",
    ),
    "a record vanished": ("SOP", "UPDATE step_record SET finished_at = NULL WHERE complaint_id = 2 AND step = 2"),
    "an ended step without output": (
        "SOP the clocks",
        "UPDATE step_record SET output_id = NULL WHERE complaint_id = 1 AND step = 6",
    ),
    "a receipt moved": ("LAW", "UPDATE complaint SET opened_at = '2026-10-01' WHERE id = 1"),
    "minutes made smaller": ("SOP the clocks", "UPDATE step_record SET gross_minutes = 0 WHERE step = 2"),
    "lateness hidden": ("SOP the clocks", "UPDATE step_record SET late = NOT late WHERE finished_at IS NOT NULL"),
    "a case destroyed without a list": ("DES", "UPDATE complaint SET destroyed_at = '2026-11-25' WHERE id = 1"),
    "a reply in no state": ("I-7", "UPDATE outbox SET state = 'mungkin' WHERE id = 1"),
    "a reply changed after approval": ("I-7", "UPDATE outbox SET text = 'lain' WHERE id = 1"),
    "a reply set back by hand": ("I-7", "UPDATE outbox SET state = 'queued', sent_at = NULL WHERE id = 1"),
    "a sent reply without proof": ("I-5", "UPDATE outbox SET external_id = NULL WHERE id = 1"),
    "a reply seen twice at the platform": (
        "I-6",
        "UPDATE message SET direction = 'out', origin = 'aduan', text = (SELECT text FROM outbox WHERE id = 1),"
        " thread_id = (SELECT thread_id FROM outbox WHERE id = 1)",
    ),
    "a reply that overtook another": ("I-13", "UPDATE outbox SET sent_at = '2027-01-01' WHERE id = 1"),
    "two replies in flight": ("I-13", "UPDATE outbox SET state = 'unknown', thread_id = 1"),
    "a gap in the numbers": ("NUM", "DELETE FROM issued_number WHERE urut = 2 AND holder LIKE 'message%'"),
    "a series ahead of its numbers": ("NUM", "UPDATE number_series SET last = last + 1"),
    "a number cancelled without a reason": ("NUM", "UPDATE issued_number SET cancelled = (1=1)"),
    "a complaint of another number": ("NUM", "UPDATE complaint SET number = 'ADU-2026-777777' WHERE id = 1"),
    "a paper of another number": ("NUM", "UPDATE document SET number = 'WIM-1' WHERE type = 'ND-TERUS'"),
    "a file that was never had": ("I-15", "UPDATE attachment SET sha256 = 'aa'"),
    "an attachment of no state": ("I-15", "UPDATE attachment SET state = 'menunggu'"),
    "a trace changed": ("I-16", "UPDATE audit SET actor = 'lain' WHERE seq = 3"),
    "a trace torn out": ("I-16", "DELETE FROM audit WHERE seq = 3"),
    "something found that is not there": (
        "FIND",
        "INSERT INTO search_entry (kind, ref, marks, text) VALUES ('pesan', 9999, 'x', 'x')",
    ),
    "a move without a trace": ("I-16 every", "UPDATE audit SET deed = 'lihat' WHERE deed = 'arsipkan'"),
}


def broken(sql: str, folder: Path) -> list[str]:
    """Break it, look, and put it right again."""
    with database.atomic() as transaction:
        for statement in sql.replace("%", "%" if database.param == "?" else "%%").split(";"):
            database.execute_sql(statement)
        failures = look(folder).failures
        transaction.rollback()
    return failures


def test_a_complaint_opened_again_and_a_closing_undone_are_found_whole(account: Any, tmp_path: Path) -> None:
    again = Someone(account, 21).with_answer().handed_back().finished()
    again.move(Move.BUKA_KEMBALI)
    again.identified()
    undone = Someone(account, 22)
    undone.answer(Purpose.PERTANYAAN, "Pukul 07.30.")
    undone.move(Move.BATAL_TUTUP)
    witness(tmp_path)
    report = look(tmp_path)
    assert (report.failures, report.notes) == ([], [])


def test_every_damage_is_named(account: Any, tmp_path: Path) -> None:
    busy_office(account, tmp_path)
    named = {name: broken(sql, tmp_path) for name, (_, sql) in DAMAGES.items()}
    unnoticed = {
        name: failures
        for name, failures in named.items()
        if not any(line.startswith(DAMAGES[name][0]) for line in failures)
    }
    assert unnoticed == {}
    assert look(tmp_path).failures == []


def test_every_code_of_the_table_is_among_the_damages_or_tested_by_itself() -> None:
    codes = {code.split()[0] for code, _ in DAMAGES.values()} | {
        "I-9",
        "I-17",
    }  # I-17: seals/test_seal_check_altered.py
    assert {check.code for check in CHECKS} == codes


def test_I9_a_reference_to_nothing_is_named(sqlite_account: Any, tmp_path: Path) -> None:
    take_in(sqlite_account, citizen_message())
    database.execute_sql("PRAGMA foreign_keys = 0")
    database.execute_sql("UPDATE message SET thread_id = 999")
    assert any("thread" in line for line in look(tmp_path).failures if line.startswith("I-9"))


FILE_DAMAGES: dict[str, Callable[[Path, str], object]] = {
    "is missing": lambda root, sha256: FolderStore(root).path_of(sha256).unlink(),
    "was changed": lambda root, sha256: FolderStore(root).path_of(sha256).write_bytes(b"lain"),
}


@pytest.mark.parametrize("words", FILE_DAMAGES)
def test_I15_a_lost_or_changed_file_is_named(sqlite_account: Any, tmp_path: Path, words: str) -> None:
    busy_office(sqlite_account, tmp_path)
    FILE_DAMAGES[words](tmp_path / "files", Attachment.get().sha256)
    assert [words in line for line in look(tmp_path).failures] == [True]


def test_F10_files_of_nobody_count_only_after_a_day(sqlite_account: Any, tmp_path: Path) -> None:
    sha256 = FolderStore(tmp_path / "files").keep(b"milik siapa?")
    half = FolderStore(tmp_path / "files").path_of(sha256).with_name("x.part")
    half.write_bytes(b"")
    assert look(tmp_path).failures == []
    old = (NOW - timedelta(days=40)).timestamp()
    for path in (half, FolderStore(tmp_path / "files").path_of(sha256)):
        os.utime(path, (old, old))
    assert ["never finished" in line or "no row" in line for line in look(tmp_path).failures] == [True, True]


def test_a_signed_paper_without_its_file_counts_after_an_hour(sqlite_account: Any, tmp_path: Path) -> None:
    Walk(sqlite_account).at_section()
    assert look(tmp_path).failures == []
    Document.update(signed_at=NOW - timedelta(hours=2)).execute()
    assert ["never issued" in line for line in look(tmp_path).failures] == [True]


def test_I7_an_attempt_the_database_does_not_know_is_named_unless_a_backup_was_restored_since(
    account: Any, tmp_path: Path
) -> None:
    walk = busy_office(account, tmp_path)
    attempts_log.append(tmp_path / "attempts.log", Attempt("asing", 1, "h", "628@c.us", "DEF", iso(walk.now) or ""))
    assert ["asing" in line for line in look(tmp_path).failures] == [True]
    with database.atomic():
        write(OPERATOR, walk.tick(), AuditEvent("pulihkan", "database"))
    report = look(tmp_path)
    assert report.failures == []
    assert "1 attempts" in report.notes[0]


def test_I18_a_sending_without_its_line_is_named(sqlite_account: Any, tmp_path: Path) -> None:
    walk = busy_office(sqlite_account, tmp_path)
    late = Someone(sqlite_account, 15)
    late.now = walk.now
    key = late.answer(Purpose.LAIN)
    assert [key in line for line in look(tmp_path).failures] == [True]


def test_a_missing_attempts_log_is_noted_not_judged(sqlite_account: Any, tmp_path: Path) -> None:
    busy_office(sqlite_account, tmp_path)
    (tmp_path / "attempts.log").unlink()
    report = look(tmp_path)
    assert (report.failures, len(report.notes)) == ([], 1)


def test_thousands_of_faults_of_one_kind_are_summed_up(sqlite_account: Any, tmp_path: Path) -> None:
    take_in(sqlite_account, *(citizen_message(who=f"62811{number:07d}") for number in range(30)))
    database.execute_sql("DELETE FROM complaint_message")
    strays = [line for line in look(tmp_path).failures if "citizen's message" in line]
    assert len(strays) == 21
    assert strays[-1].endswith("and 10 more.")


def test_a_number_given_and_thrown_away_leaves_no_gap(account: Any, tmp_path: Path) -> None:
    Walk(account)
    with database.atomic() as transaction:
        give_number.take("ADU", 2026, "registrasi", ["message:77"], "ADU-{year}-{urut:06d}", OPERATOR, NOW)
        transaction.rollback()
    Walk(account)
    assert look(tmp_path).failures == []


def test_a_clock_behind_what_is_on_record_is_a_note(sqlite_account: Any, tmp_path: Path) -> None:
    assert not [note for note in look(tmp_path).notes if "clock" in note]
    with database.atomic():
        write(OPERATOR, SOON + timedelta(days=3), AuditEvent("kanal", "channel:1"))
    assert any("its clock is wrong" in note for note in look(tmp_path).notes)
