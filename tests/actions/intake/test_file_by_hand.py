"""What an officer files: the same number, clock and documents as a message, exactly once, with its files."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from peewee import fn

from models.actions.core.case import is_visible
from models.actions.intake.file_by_hand import KIND, Filing, file_by_hand
from models.actions.upkeep.export.messages import messages as exported_messages
from models.actions.upkeep.verify.messages import halves, strays
from models.actions.upkeep.verify.office import Office
from models.rules.cases.sop import Stage, Step
from models.rules.channels.messages import HandleKind, StoredFile
from models.rules.core.errors import NotPermitted, RuleBroken, TextEmpty, TextTooLong
from models.rules.core.moments import iso, to_wib
from models.rules.intake.filing import Origin
from models.rules.staff.roles import Role
from models.tables import (
    Attachment,
    Audit,
    ChannelAccount,
    Complaint,
    Contact,
    Envelope,
    Handle,
    Message,
    StatutoryClock,
    StatutoryRule,
    StepRecord,
    Thread,
)
from tests.actions.lane import BAD
from tests.office import NOW, actor, citizen_message, take_in

KEY = "kunci-formulir-000001"
SHOT = StoredFile("a" * 64, "image/png", "layar.png", 1234)


def filing(**changes: Any) -> Filing:
    """A man who rings."""
    values = {"origin": Origin.TELEPON, "text": "Paspor saya hilang", "seen_at": NOW - timedelta(minutes=5)}
    return Filing(**{**values, "name": "Budi Contoh", "reach": "0812-0000-1234", **changes})


def file(
    key: str = KEY, files: tuple[StoredFile, ...] = (), role: Role = Role.PENGELOLA, **changes: Any
) -> Complaint:
    """File it as somebody."""
    made = file_by_hand(filing(**changes), files, key, actor(role), NOW)
    assert made is not None
    return made


def test_a_call_becomes_a_complaint_with_number_clock_and_trace(account: Any) -> None:
    case = file()
    assert case.number == "ADU-2026-000001"
    assert (case.stage, case.account.kind) == (Stage.IDENTIFIKASI, KIND)
    first = StepRecord.get((StepRecord.complaint == case.id) & (StepRecord.step == Step.MENERIMA))
    assert first.started_at == NOW - timedelta(minutes=5)
    assert Envelope.get().found_by == "desk"
    assert {(row.actor, row.event) for row in Audit.select()} >= {
        ("pengelola", "buka"),
        ("pengelola", "catat_pengaduan"),
    }
    assert Thread.get().about == "Telepon – Budi Contoh"


def test_the_same_form_twice_is_one_complaint(account: Any) -> None:
    first = file()
    assert file().id == first.id
    assert (Complaint.select().count(), Message.select().count()) == (1, 1)


def test_who_rings_again_joins_his_open_complaint_and_another_way_is_another_conversation(account: Any) -> None:
    first = file()
    assert file("kunci-formulir-000002").id == first.id
    other = file("kunci-formulir-000003", origin=Origin.LOKET)
    assert other.id != first.id
    assert other.contact_id == first.contact_id  # the same telephone is the same person


def test_a_number_known_from_whatsapp_is_the_same_person(account: Any) -> None:
    take_in(account, citizen_message(who="6281200001234"))
    assert file().contact_id == Complaint.get_by_id(1).contact_id


def test_nobodys_name_is_a_person_of_his_own_each_time(account: Any) -> None:
    one = file(name="", reach="", origin=Origin.SURAT)
    two = file("kunci-formulir-000002", name="", reach="", origin=Origin.SURAT)
    assert one.contact_id != two.contact_id
    assert {row.kind for row in Handle.select()} == {HandleKind.DESK}


def test_screenshots_are_attachments_that_are_there_already(account: Any) -> None:
    case = file(files=(SHOT,), text="")
    stored = Attachment.get()
    assert (stored.state, stored.sha256, stored.filename) == ("tersimpan", SHOT.sha256, "layar.png")
    assert case.subject == ""


def test_a_comment_keeps_its_post_and_its_link(account: Any) -> None:
    link = "https://www.instagram.com/p/Cxyz/"
    case = file(origin=Origin.INSTAGRAM_KOMENTAR, reach="@Sari.Contoh", link=link, about="Jam layanan Idulfitri")
    thread = Thread.get_by_id(case.thread_id)
    assert (thread.kind, thread.about, thread.permalink) == ("comment", "Jam layanan Idulfitri", link)
    assert Handle.get().value == "sari.contoh"
    other = file("kunci-formulir-000002", origin=Origin.INSTAGRAM_KOMENTAR, reach="sari.contoh", link=link + "x")
    assert other.id != case.id
    assert other.contact_id == case.contact_id


def test_a_name_heard_later_is_given_to_a_person_without_one(account: Any) -> None:
    file(name="")
    file("kunci-formulir-000002")
    assert Contact.get().name == "Budi Contoh"


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"text": " "}, TextEmpty),
        ({"text": "x" * 20_001}, TextTooLong),
        ({"seen_at": NOW + timedelta(minutes=5)}, RuleBroken),
        ({"seen_at": NOW - timedelta(days=366)}, RuleBroken),
        ({"reach": "saudara Budi"}, RuleBroken),
        ({"reach": "+62 1"}, RuleBroken),
        ({"link": "javascript:alert(1)"}, RuleBroken),
    ],
)
def test_what_cannot_be_filed_says_what_to_mend(
    sqlite_account: Any, changes: dict[str, Any], error: type[Exception]
) -> None:
    with pytest.raises(error):
        file(**changes)
    assert Complaint.select().count() == 0


def test_only_the_front_desk_files(account: Any) -> None:
    file(role=Role.KASUBSI_INFOKIM)
    with pytest.raises(NotPermitted):
        file("kunci-formulir-000002", role=Role.KASI_TIKKIM)


def test_the_account_is_made_when_first_needed_and_once(account: Any) -> None:
    assert ChannelAccount.select().where(ChannelAccount.kind == KIND).count() == 0
    file()
    file("kunci-formulir-000002")
    assert [row.label for row in ChannelAccount.select().where(ChannelAccount.kind == KIND)] == ["Dicatat petugas"]


def test_what_was_filed_stands_up_to_verification_and_export(account: Any, tmp_path: Path) -> None:
    file()
    office = Office(tmp_path, tmp_path / "attempts.log", NOW)
    assert [*strays(office), *halves(office)] == []
    assert [row["channel"] for row in exported_messages(NOW)] == [KIND]


def test_filed_beside_a_case_hidden_from_the_officer_it_is_a_case_of_its_own_and_the_hidden_one_goes_on(
    account: Any,
) -> None:
    secret = file(text=BAD, role=Role.KASUBSI_INFOKIM)
    assert secret.conduct == "usulan"
    plain = file(key="kunci-formulir-000002")
    assert (plain.id != secret.id, plain.previous_id, plain.conduct) == (True, None, "")
    assert is_visible(plain, actor(Role.PENGELOLA)) and not is_visible(secret, actor(Role.PENGELOLA))
    # Whoever sees it files into it as ever.
    assert file(key="kunci-formulir-000003", role=Role.KASUBSI_INFOKIM).id == secret.id


def test_the_time_it_came_is_traced_and_bounds_the_limits(account: Any) -> None:
    came = NOW - timedelta(days=23)
    case = file(origin=Origin.SURAT, seen_at=came)
    trace = Audit.get(Audit.event == "catat_pengaduan")
    assert trace.after == f"surat, diterima {iso(came)}"
    assert {row.starts_at for row in StatutoryClock.select()} == {case.opened_at} == {came}


def test_the_limit_that_held_when_it_came_holds(account: Any) -> None:
    came, newer = NOW - timedelta(days=23), to_wib(NOW).date() - timedelta(days=2)
    old = StatutoryRule.get(StatutoryRule.id == StatutoryRule.select(fn.MIN(StatutoryRule.id)).scalar())
    StatutoryRule.update(valid_from=newer).where(StatutoryRule.id != old.id).execute()
    StatutoryRule.update(valid_until=newer - timedelta(days=1), kind="", source="").execute()
    file(origin=Origin.SURAT, seen_at=came)
    assert [row.rule_id for row in StatutoryClock.select()] == [old.id]
