"""The commands one by one, as an operator meets them: what they print, how they end, and how they refuse."""

import json
import os
from datetime import timedelta
from pathlib import Path

import pytest

from admin_app.cli.opening import utc_now
from models.rules.retention.retention import DESTROYED
from models.tables import (
    BackupCopy,
    ChannelAccount,
    Complaint,
    Message,
    Outbox,
    Staff,
    database,
)
from models.tables.core.database import open_database
from models.tables.upkeep.schema import FIRST
from tests.admin_app.cli.programs import Office
from tests.office import NOW, citizen_message, take_in

WAHA = ("channel", "add", "waha", "--label", "WhatsApp", "--set", "base_url=http://127.0.0.1:3000")
SESSION = ("--set", "session=default")
PASSWORD = "kata sandi panjang\n"
WAITING = "Another migration of this office is at work; waiting for it to end.\n"


def url_of(office: Office) -> str:
    return office.url or f"sqlite:///{office.folder / 'aduan.db'}"


def opened(office: Office) -> object:
    open_database(url_of(office))
    return database.connection_context()


def with_complaint(office: Office) -> None:
    """Let one citizen's message come in."""
    assert office.run(*WAHA, *SESSION, "--secret-stdin", given="kunci\n").code == 0
    with opened(office):  # type: ignore[attr-defined]
        ChannelAccount.update(created_at=NOW).execute()  # what was written long before it would be history
        take_in(ChannelAccount.get(), citizen_message("=1+1 paspor \U0001f600"))


def test_a_fresh_office_is_migrated_once_and_verified(bare: Office) -> None:
    assert bare.run("user", "list").refused(1, "run_admin.py migrate")
    first, second = bare.run("migrate"), bare.run("migrate")
    assert f"applied {FIRST}" in first.out
    assert second.out == "The database was up to date already.\n"
    verified = bare.run("verify")
    assert (verified.code, "all well (complaint: 0, message: 0" in verified.out) == (0, True)
    if os.name == "posix":
        assert bare.folder.stat().st_mode & 0o077 == 0


def test_what_an_earlier_version_left_of_a_destroyed_case_is_emptied_by_migrating(ready: Office) -> None:
    with_complaint(ready)
    with opened(ready):  # type: ignore[attr-defined]
        Complaint.update(destroyed_at=utc_now(), hold_reason="Gugatan Sari", subject="").execute()
    assert "emptied 3 rows of destroyed cases" in ready.run("migrate").out
    with opened(ready):  # type: ignore[attr-defined]
        assert (Complaint.get().hold_reason, Message.get().text) == ("", DESTROYED)
    assert "emptied" not in ready.run("migrate").out


def test_accounts_are_added_and_listed(ready: Office) -> None:
    words = ("user", "add", "sari", "--role", "petugas_seksi", "--section", "inteldakim", "--password-stdin")
    assert ready.run(*words, given=PASSWORD).out == "Added sari (petugas_seksi, inteldakim).\n"
    listed = ready.run("user", "list").out
    assert "sari" in listed
    assert "kata sandi" not in listed
    with opened(ready):  # type: ignore[attr-defined]
        assert Staff.get().password_hash.startswith("$argon2id$")
    assert ready.run(*words, given=PASSWORD).refused(2, "This account cannot be kept", "sari")


@pytest.mark.parametrize(
    ("words", "given", "said"),
    [
        (("a", "--role", "bos", "--password-stdin"), PASSWORD, "no role 'bos'"),
        (("ab", "--role", "petugas_seksi", "--password-stdin"), PASSWORD, "needs --section"),
        (("ab", "--role", "pengelola", "--section", "tikkim", "--password-stdin"), PASSWORD, "petugas_seksi only"),
        (("ab", "--role", "pengelola"), PASSWORD, "--password-stdin"),
        (("ab", "--role", "pengelola", "--password-stdin"), "", "empty"),
        (("ab", "--role", "pengelola", "--password-stdin"), b"\xff\xfe\n", "UTF-8"),
        (("ab", "--role", "pengelola", "--password-stdin"), "12345\n", "too easy"),
        (("ab", "--role", "pengelola", "--password-stdin"), "password1\n", "too easy"),
        (("ab", "--role", "pengelola", "--password-stdin"), "imigrasi-batam-2026\n", "empat kata"),
        (("ab", "--role", "pengelola", "--full-name", "Sari Wulan", "--password-stdin"), "Sari.Wulan.99\n", "easy"),
        (("A b", "--role", "pengelola", "--password-stdin"), PASSWORD, "cannot be kept"),
        (("ab",), PASSWORD, "--role"),
    ],
)
def test_an_account_that_cannot_be_is_refused_in_one_sentence(
    here: Office, words: tuple[str, ...], given: str | bytes, said: str
) -> None:
    assert here.run("user", "add", *words, given=given).refused(2, said)


def test_a_channel_without_its_secrets_names_them_as_they_are_typed(ready: Office) -> None:
    added = ready.run("channel", "add", "x", "--label", "X kantor", "--set", "client_id=contoh")
    assert (added.code, "no secret was given (access_token, " in added.err) == (0, True)
    assert "whatsapp_cloud" in ready.run("channel", "add", "--help").out


def test_a_channel_keeps_its_secret_sealed_and_is_listed_without_it(ready: Office) -> None:
    assert ready.run(*WAHA, *SESSION, "--secret-stdin", given="sangat-rahasia\n").code == 0
    listed = ready.run("channel", "list").out
    assert "base_url=http://127.0.0.1:3000 session=default" in listed
    assert "rahasia" not in listed
    with opened(ready):  # type: ignore[attr-defined]
        assert "rahasia" not in ChannelAccount.get().secret


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("channel", "add", "telegram", "--label", "x"), "no channel kind 'telegram'. The kinds: waha"),
        (WAHA, "--set session="),
        ((*WAHA, "--set", "session"), "KEY=VALUE"),
        ((*WAHA, *SESSION, *SESSION), "given twice"),
        ((*WAHA, *SESSION, "--set", "api_key=abc"), "--secret-stdin"),
        ((*WAHA, *SESSION, "--secret-stdin"), "empty"),
    ],
)
def test_a_channel_that_cannot_be_is_refused_in_one_sentence(here: Office, words: tuple[str, ...], said: str) -> None:
    assert here.run(*words).refused(2, said)
    assert here.run("channel", "list").out == ""


def test_a_reply_is_queued_once_whatever_is_submitted_twice(ready: Office, tmp_path: Path) -> None:
    with_complaint(ready)
    text = tmp_path / "jawaban.txt"
    text.write_text("Terima kasih. \U0001f64f\nBaris kedua.", "utf-8")
    words = ("reply", "ADU-2026-000001", "--key", "k-1", "--text-file", str(text))
    assert ready.run(*words).out == "k-1 queued for ADU-2026-000001 as lain\n"
    assert ready.run(*words).code == 0
    assert ready.run("reply", "ADU-2026-000001", "--key", "k-2", given="dari masukan baku").code == 0
    with opened(ready):  # type: ignore[attr-defined]
        assert [row.text for row in Outbox.select().order_by(Outbox.id)] == [
            text.read_text("utf-8"),
            "dari masukan baku",
        ]
    assert ready.run("reply", "ADU-2026-000001", "--key", "k-1", given="lain").refused(2, "another reply")
    asked = ("reply", "ADU-2026-000001", "--purpose", "pertanyaan", "--key")
    assert ready.run(*asked, "k-3", given="Senin sampai Jumat.").out.endswith("as pertanyaan\n")
    assert ready.run(*asked, "k-4", given="Sekali lagi.").refused(1, "cannot be sent")


def test_the_stage_chooses_what_a_reply_is(here: Office) -> None:
    with_complaint(here)
    reply = ("reply", "ADU-2026-000001", "--key")
    for stage, said in (("tanggapan_awal", "tanggapan_awal"), ("penyampaian", "jawaban"), ("penelitian", "lain")):
        with opened(here):  # type: ignore[attr-defined]
            Complaint.update(stage=stage).execute()
        assert here.run(*reply, f"{stage}-1", given="ya").out.endswith(f"as {said}\n")
        assert here.run(*reply, f"{stage}-2", given="ya").out.endswith("as lain\n")
    with opened(here):  # type: ignore[attr-defined]
        Complaint.update(stage="selesai").execute()
    assert here.run(*reply, "k-9", given="ya").refused(1, "cannot be sent")


@pytest.mark.parametrize(
    ("number", "key", "given", "code", "said"),
    [
        ("ADU-2026-000009", "k", "ya", 2, "no complaint numbered 'ADU-2026-000009'"),
        ("ADU-2026-000001", "k" * 65, "ya", 2, "1 to 64"),
        ("ADU-2026-000001", "", "ya", 2, "1 to 64"),
        ("ADU-2026-000001", "k", " \n", 2, "text is empty"),
        ("ADU-2026-000001", "k", b"\xff", 2, "UTF-8"),
        ("ADU-2026-000001", "k", "x" * 4097, 1, "longer than the channel takes"),
    ],
)
def test_a_reply_that_cannot_be_is_refused_in_one_sentence(
    here: Office, number: str, key: str, given: str | bytes, code: int, said: str
) -> None:
    with_complaint(here)
    assert here.run("reply", number, "--key", key, given=given).refused(code, said)
    with opened(here):  # type: ignore[attr-defined]
        assert Outbox.select().count() == 0


def test_a_reply_that_has_not_ended_is_settled_and_no_other(ready: Office) -> None:
    with_complaint(ready)
    ready.run("reply", "ADU-2026-000001", "--key", "k-1", given="ya")
    assert ready.run("outbox", "resolve", "k-9", "sent").refused(2, "no reply with the key")
    assert ready.run("outbox", "resolve", "k-1", "maybe").refused(2, "maybe")
    with opened(ready):  # type: ignore[attr-defined]
        Outbox.update(state="hold", attempts=1).execute()
    assert ready.run("outbox", "resolve", "k-1", "resend").out == "k-1 queued\n"
    assert ready.run("outbox", "resolve", "k-1", "sent").out == "k-1 sent\n"
    assert ready.run("outbox", "resolve", "k-1", "sent").refused(1, "has ended")


def test_lists_come_out_in_every_form(ready: Office, tmp_path: Path) -> None:
    with_complaint(ready)
    (line,) = ready.run("export", "messages", "--format", "jsonl").out.splitlines()
    assert json.loads(line)["text"] == "=1+1 paspor \U0001f600"
    sheet = ready.run("export", "messages", "--format", "csv").raw
    assert sheet.startswith(b"\xef\xbb\xbfchannel;account;")
    assert ";'=1+1 paspor " in sheet.decode("utf-8-sig")
    assert ready.run("export", "register", "--format", "xlsx", "-o", str(tmp_path / "r.xlsx")).code == 0
    assert (tmp_path / "r.xlsx").read_bytes().startswith(b"PK")
    assert ready.run("export", "paspor", "--format", "csv").refused(2, "paspor")
    assert ready.run("export", "audit", "--format", "pdf").refused(2, "pdf")


def test_backup_and_restore_by_hand(ready: Office, tmp_path: Path) -> None:
    with_complaint(ready)
    file = str(tmp_path / "b.zip")
    assert "read back and whole" in ready.run("backup", file).out
    assert ready.run("restore", file).refused(1, "--replace")
    done = ready.run("restore", file, "--replace")
    assert (done.code, "Everybody must sign in again" in done.out) == (0, True)
    with opened(ready):  # type: ignore[attr-defined]
        assert BackupCopy.get().path == file  # the office knows what it was restored from
    assert ready.run("verify").code == 0
    assert ready.run("restore", str(tmp_path / "none.zip")).refused(2, "none.zip")
    (tmp_path / "bad.zip").write_bytes(b"nothing")
    assert ready.run("restore", str(tmp_path / "bad.zip"), "--replace").refused(1, "no backup of Aduan")


def test_verify_prints_one_line_per_fault_and_fails(ready: Office) -> None:
    with_complaint(ready)
    with opened(ready):  # type: ignore[attr-defined]
        database.execute_sql("DELETE FROM complaint_message")
    done = ready.run("verify")
    assert done.code == 1
    assert [line.split(":")[0] for line in done.out.splitlines()] == [
        "R10 every citizen's message belongs to a complaint",
        "R10 every complaint has its messages",
    ]


def test_the_search_is_made_anew(ready: Office) -> None:
    with_complaint(ready)
    assert ready.run("index").out == "The search knows 2 texts.\n"
    assert ready.run("verify").code == 0


def test_doctor_speaks_to_people_and_to_programs(here: Office) -> None:
    plain, machine = here.run("doctor"), here.run("doctor", "--json")
    found = json.loads(machine.out)
    assert plain.code == machine.code == (0 if found["safe"] else 1)
    assert {"SQLite version", "free space", "TLS", "scans"} <= {row["check"] for row in found["checks"]}


def test_practice_is_prepared_twice_alike_and_never_in_an_office(here: Office) -> None:
    words = ("prepare-practice", "--simulator-url", "http://127.0.0.1:8090")
    (here.folder / "PRACTICE").write_text("ya")
    first = json.loads(here.run(*words).out)
    assert json.loads(here.run(*words).out) == first
    assert set(first["logins"][0]) == {"role", "label", "username", "password"}
    (here.folder / "PRACTICE").unlink()
    assert here.run(*words).refused(1, "real work")


def test_practice_takes_the_channels_a_simulator_hands_out_and_nothing_else(here: Office) -> None:
    words = ("prepare-practice", "--simulator-url", "http://127.0.0.1:8090", "--accounts-stdin")
    (here.folder / "PRACTICE").write_text("ya")
    settings = {"business_id": "1", "base_url": "http://127.0.0.1:8090/tiktok"}
    account = {"kind": "tiktok", "label": "TikTok", "settings": settings, "secrets": {"access_token": "latihan"}}
    here.run(*words, given=json.dumps({"accounts": [account]}))
    assert "TikTok latihan" in here.run("channel", "list").out
    assert here.run(*words, given="[]").refused(1, "/_control/accounts")


def test_two_who_migrate_at_once_take_turns_and_the_second_finds_it_done(bare: Office) -> None:
    both = [bare.start("migrate"), bare.start("migrate")]
    ended = [running.communicate(timeout=120) for running in both]
    assert [running.returncode for running in both] == [0, 0]
    assert sorted("up to date already" in out for out, _ in ended) == [False, True]
    assert [err for _, err in ended if err not in ("", WAITING)] == []


def test_of_answers_with_the_same_words_each_needs_a_message_of_its_own(ready: Office) -> None:
    with_complaint(ready)
    ready.run("reply", "ADU-2026-000001", "--key", "k-1", given="ya")
    with opened(ready):  # type: ignore[attr-defined]
        Outbox.update(state="hold", attempts=1, created_at=NOW - timedelta(hours=1)).execute()
    ready.run("reply", "ADU-2026-000001", "--key", "k-2", given="ya")
    with opened(ready):  # type: ignore[attr-defined]
        Outbox.update(state="hold", attempts=1).execute()
    assert ready.run("outbox", "resolve", "k-1", "sent", "--seen", "1").out == "k-1 sent\n"
    for seen in ((), ("--seen", "1")):
        assert ready.run("outbox", "resolve", "k-2", "sent", *seen).refused(2, "stand there 2 times")
    assert ready.run("outbox", "resolve", "k-2", "sent", "--seen", "2").out == "k-2 sent\n"
