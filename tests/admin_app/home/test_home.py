"""Beranda: every role sees what waits for it, counted as the rules say; a disposition with two clicks."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from admin_app.home.home_screen import read_home
from admin_app.home.roles import HOMES, blocks_of
from models.actions.cases.desk import waits_for
from models.actions.core.actor import Actor, actor_of
from models.actions.core.recused_posts import recused_of
from models.actions.figures.close_month import close_month
from models.actions.papers.draft_document import draft_office_paper
from models.rules.cases.sop import Move, Output, Stage
from models.rules.replies.delivery import ReplyState
from models.rules.staff.roles import Role, Section
from models.tables import (
    Complaint,
    ConflictParty,
    History,
    OfficeHolder,
    Staff,
    StepOutput,
    StepRecord,
    Warning,
)
from tests.actions.busy_office import BusyOffice
from tests.actions.walking import Walk
from tests.admin_app.browsing import Browser, Clock, back_office, text
from tests.admin_app.samples import complaint_in, reply_of
from tests.office import NOW, actor, new_complaint

Open = Callable[[Role | str], Browser]


def home_of(app: Flask, who: Actor) -> dict[str, Any]:
    """Read the blocks of a home: key -> content."""
    with app.test_request_context("/"):
        return {one.block.key: one.content for one in read_home(who)[0]}


def at_head(account: Any) -> Walk:
    """A complaint that waits for Kepala Kantor because its section could not handle it."""
    walk = Walk(account).at_section()
    walk.write(Output.IDENTIFIKASI_SEKSI)
    walk.move(Move.TIDAK_DAPAT_DITANGANI)
    return walk


def is_handed_in(case: Complaint) -> bool:
    """Whether the report of the field check is there and did not come back since."""
    reports = StepOutput.select().where((StepOutput.complaint == case.id) & (StepOutput.kind == str(Output.LAPORAN)))
    last = reports.order_by(StepOutput.id.desc()).first()
    back = (History.complaint == case.id) & (History.move == str(Move.TELITI_ULANG))
    return bool(last and not last.undone and not History.select().where(back & (History.at > last.made_at)).exists())


def fields_of(page: str) -> dict[str, str]:
    """Read the hidden fields of the first form of a disposition."""
    form = page.split('action="/beranda/disposisi/')[1].split("</form>")[0]
    return dict(re.findall(r'name="(form_key|version|dilihat)" value="([^"]+)"', form))


@pytest.mark.parametrize("seed", [3, 8])
def test_what_waits_is_counted_as_the_rule_says_for_every_role(
    seed: int, sqlite_account: Any, app: Flask, clock: Clock
) -> None:
    office = BusyOffice(sqlite_account, seed).work(16)
    clock.now = office.now
    for role in Role:
        who = actor(role)
        mine = [
            case
            for case in Complaint.select()
            if case.open
            and waits_for(who, Stage(case.stage), Section(case.section) if case.section else None, recused_of(case))
        ]
        if role is Role.PETUGAS_SEKSI:  # what he handed in waits for his Kasi
            mine = [case for case in mine if not is_handed_in(case)]
        shown = home_of(app, who)
        desk = [block for block in blocks_of(who.roles) if block.stages or block.key == "lain"]
        assert sum(shown[block.key].count for block in desk) == len(mine), role
        for block in desk:
            assert len(shown[block.key].lines) == min(shown[block.key].count, 12 if role is Role.PETUGAS_SEKSI else 5)


def test_a_routine_complaint_stands_on_the_home_of_who_has_it_at_every_desk(sqlite_account: Any, app: Flask) -> None:
    def on(role: Role, key: str) -> int:
        return int(home_of(app, actor(role))[key].count)

    walk = Walk(sqlite_account)
    assert on(Role.PENGELOLA, "baru") == on(Role.PENGELOLA, "masuk") == 1
    walk.at_kasubsi()
    assert (on(Role.KASUBSI_INFOKIM, "teruskan"), on(Role.PENGELOLA, "di_seksi")) == (1, 1)
    walk.paper("ND-TERUS")
    walk.move(Move.TERUSKAN_KE_SEKSI)
    assert (on(Role.KASI_LALINTALKIM, "analisa"), on(Role.KASI_INTELDAKIM, "analisa")) == (1, 0)
    walk.write(Output.IDENTIFIKASI_SEKSI)
    walk.move(Move.DAPAT_DITANGANI)
    assert (on(Role.KASI_LALINTALKIM, "lapangan"), on(Role.PETUGAS_SEKSI, "pemeriksaan")) == (1, 1)
    walk.write(Output.LAPORAN, "Sudah dicek.")
    assert (on(Role.KASI_LALINTALKIM, "lapangan"), on(Role.KASI_LALINTALKIM, "laporan")) == (0, 1)
    assert on(Role.PETUGAS_SEKSI, "pemeriksaan") == 0
    walk.paper("LAPORAN")
    walk.write(Output.NASKAH_JAWABAN, "Dapat diambil.")
    walk.move(Move.TETAPKAN_JAWABAN)
    assert on(Role.KASI_LALINTALKIM, "tanda_tangan") == 1
    walk.paper("ND-JAWAB")
    walk.move(Move.SERAHKAN_KE_KASI_TIKKIM)
    assert on(Role.KASI_TIKKIM, "serah_terima") == 1
    walk.move(Move.TERUSKAN_JAWABAN_KE_KASUBSI)
    assert on(Role.KASUBSI_INFOKIM, "kembali") == 1
    walk.move(Move.TERUSKAN_JAWABAN_KE_PENGELOLA)
    assert on(Role.PENGELOLA, "jawaban") == 1
    walk.finished()
    assert on(Role.PENGELOLA, "baru") == on(Role.PENGELOLA, "di_seksi") == on(Role.PENGELOLA, "lain") == 0


def test_what_is_held_returned_late_and_opened_again_is_seen_by_the_head_of_the_desk(
    sqlite_account: Any, app: Flask
) -> None:
    case = new_complaint(sqlite_account)
    empty = home_of(app, actor(Role.KASUBSI_INFOKIM))
    assert [empty[key].count for key in ("tertahan", "terlambat", "dikembalikan", "dibuka")] == [0, 0, 0, 0]
    reply_of(case, ReplyState.HOLD)
    reply_of(case, ReplyState.SENT)
    Complaint.update(round=2, due_at=NOW - timedelta(hours=1)).execute()
    StepRecord.create(complaint=case.id, step=2, round=2, started_at=NOW)
    seen = home_of(app, actor(Role.KASUBSI_INFOKIM))
    assert [seen[key].count for key in ("tertahan", "terlambat", "dikembalikan", "dibuka")] == [1, 1, 1, 1]
    assert seen["tertahan"].bad
    assert seen["tertahan"].lines[0].due.words == "Terlambat 1 j 0 mnt"


def test_an_escalation_stands_while_its_step_runs(sqlite_account: Any, app: Flask) -> None:
    case = new_complaint(sqlite_account)
    Complaint.update(due_at=NOW - timedelta(days=2)).execute()
    record = StepRecord.select().where(StepRecord.complaint == case.id).order_by(StepRecord.id.desc()).get()
    StepRecord.update(finished_at=None).where(StepRecord.id == record.id).execute()
    kepala = actor(Role.KEPALA_KANTOR)
    Warning.create(complaint=case.id, record=record.id, grade="100", key="a", at=NOW)
    assert home_of(app, kepala)["eskalasi"].count == 0
    Warning.create(complaint=case.id, record=record.id, grade="kepala", key="b", at=NOW)
    assert home_of(app, kepala)["eskalasi"].count == 1
    StepRecord.update(finished_at=NOW).where(StepRecord.id == record.id).execute()
    assert home_of(app, kepala)["eskalasi"].count == 0


def test_a_disposition_is_given_from_the_home_and_back_to_it(
    sqlite_account: Any, signed_in: Open, clock: Clock
) -> None:
    walk = at_head(sqlite_account)
    clock.now = walk.now
    kepala = signed_in(Role.KEPALA_KANTOR)
    page = text(kepala.get("/"))
    assert "Beri disposisi" in page
    assert '<option value="lalintalkim" selected>Seksi Lalintalkim</option>' in page
    last = History.select().order_by(History.id.desc()).first()
    assert re.search(f'Pesan dari {last.actor.name}:</span> <span class="pre">{last.reason}<', page)
    given = {"langkah": "disposisi_penelitian", "section": "inteldakim", "reason": "Selesaikan segera."}
    where = f"/beranda/disposisi/{walk.case.public_id}"
    done = kepala.post(where, on="/", **fields_of(page), **given)
    assert (done.status_code, done.headers["Location"]) == (303, "/")
    assert (walk.stage, walk.case.section) == (Stage.PENELITIAN, "inteldakim")
    output = StepOutput.get(StepOutput.kind == str(Output.DISPOSISI))
    assert (output.text, output.made_by_id) == ("Selesaikan segera.", actor(Role.KEPALA_KANTOR).staff_id)
    after = text(kepala.get("/"))
    assert "kini di meja Kasi Inteldakim" in after
    assert walk.case.number not in after.split("home-cards")[1]


def test_a_disposition_that_is_refused_keeps_what_was_typed(
    sqlite_account: Any, signed_in: Open, clock: Clock
) -> None:
    walk = at_head(sqlite_account)
    clock.now = walk.now
    kepala = signed_in(Role.KEPALA_KANTOR)
    fields = fields_of(text(kepala.get("/")))
    where = f"/beranda/disposisi/{walk.case.public_id}"
    stale = fields | {"version": "1", "langkah": "disposisi_analisa", "section": "tikkim", "reason": "Pelajari ini."}
    refused = kepala.post(where, on="/", **stale)
    page = unescape(text(refused))
    assert refused.status_code == 409
    assert ">Pelajari ini.</textarea>" in page
    assert '<option value="tikkim" selected>' in page
    assert f'id="disposisi-{walk.case.public_id}" open>' in page
    no_words = fields_of(page) | {"langkah": "disposisi_analisa", "section": "tikkim", "reason": " "}
    assert kepala.post(where, on="/", **no_words).status_code == 409
    assert walk.stage is Stage.DISPOSISI
    assert signed_in(Role.KASUBSI_INFOKIM).post(where, on="/", **fields, langkah="disposisi_analisa").status_code in (
        *(403, 409),
    )
    assert signed_in(Role.ADMINISTRATOR).post(where, on="/", **fields).status_code == 404
    assert walk.stage is Stage.DISPOSISI


def test_a_complaint_about_an_officer_is_given_to_no_section_from_here(
    sqlite_account: Any, signed_in: Open, clock: Clock
) -> None:
    walk = at_head(sqlite_account)
    clock.now = walk.now
    Complaint.update(misconduct=True).execute()
    page = text(signed_in(Role.KEPALA_KANTOR).get("/"))
    assert walk.case.number in page
    assert "/beranda/disposisi/" not in page


def test_who_stands_in_has_both_homes(sqlite_account: Any, app: Flask, signed_in: Open, clock: Clock) -> None:
    walk = at_head(sqlite_account)
    clock.now = walk.now
    kasubsi = Staff.get(username=str(Role.KASUBSI_INFOKIM))
    assert "disposisi" not in home_of(app, actor_of(kasubsi, day=NOW.date()))
    post = {"post": str(Role.KEPALA_KANTOR), "official": kasubsi.official, "kind": "plh"}
    OfficeHolder.create(**post, valid_from=date(2026, 11, 1), valid_until=date(2026, 12, 1))
    both = home_of(app, actor_of(kasubsi, day=NOW.date()))
    assert set(both) >= {*HOMES[Role.KASUBSI_INFOKIM], *HOMES[Role.KEPALA_KANTOR], "lain"}
    assert both["disposisi"].count == 1
    page = text(signed_in(Role.KASUBSI_INFOKIM).get("/"))
    assert "Menunggu disposisi Anda" in page


def test_nothing_of_a_hidden_case_and_nobody_protected_is_on_a_home(
    sqlite_account: Any, app: Flask, signed_in: Open
) -> None:
    case = complaint_in(sqlite_account, Section.LALINTALKIM, "628110000077", "Petugas Contoh Budi memeras saya")
    Complaint.update(identity_protected=True, unread=2, conduct="dilepas").execute()
    page = text(signed_in(Role.PENGELOLA).get("/"))
    assert case.number in page
    assert "Sari Contoh" not in page
    assert "628110000077" not in page
    ConflictParty.create(complaint=case.id, staff=Staff.get(username="pengelola"), named_at=NOW)
    hidden = text(signed_in(Role.PENGELOLA).get("/"))
    assert case.number not in hidden
    assert home_of(app, actor(Role.PENGELOLA))["masuk"].count == 0
    assert case.number not in text(signed_in(Role.KASI_INTELDAKIM).get("/"))


def test_papers_of_the_office_wait_for_who_is_next(sqlite_account: Any, app: Flask, clock: Clock) -> None:
    new_complaint(sqlite_account)
    clock.now = NOW + timedelta(days=10)
    draft_office_paper("REKAP", "2026-11", actor(Role.PENGELOLA), clock.now)
    assert home_of(app, actor(Role.KASUBSI_INFOKIM))["bulan"].count == 1
    close_month("2026-11", actor(Role.KASUBSI_INFOKIM), clock.now)
    draft_office_paper("ND-REKAP", "2026-11", actor(Role.PENGELOLA), clock.now)
    kasubsi = home_of(app, actor(Role.KASUBSI_INFOKIM))
    assert [line.title for line in kasubsi["naskah"].lines] == ["Rekapitulasi Pengaduan Masyarakat"]
    assert "tanda tangan Anda" in kasubsi["naskah"].lines[0].foot
    assert kasubsi["bulan"].count == 0
    pengelola = home_of(app, actor(Role.PENGELOLA))["naskah"]
    assert [(line.title, line.foot.split(" · ")[0]) for line in pengelola.lines] == [
        ("Nota Dinas Rekapitulasi Bulanan", "Menunggu paraf Anda")
    ]


def test_the_administrator_sees_the_machine_and_no_case(sqlite_account: Any, signed_in: Open, clock: Clock) -> None:
    case = new_complaint(sqlite_account)
    admin = signed_in(Role.ADMINISTRATOR)
    page = text(admin.get("/"))
    assert case.number not in page
    assert "Meja Kerja" not in page
    assert re.search(r'is-bad"><dt>Cadangan terakhir</dt><dd>belum ada', page)
    assert re.search(r'is-bad"><dt>Penghubung kanal</dt><dd><a href="/kanal/">berhenti', page)
    Staff.update(delayed_until=clock.now + timedelta(seconds=50)).where(Staff.username == "pengelola").execute()
    assert re.search(r"Tertahan karena salah sandi</dt><dd><a href=\"/pegawai/\">pengelola<", text(admin.get("/")))


def test_an_empty_office_says_so_calmly(signed_in: Open) -> None:
    page = text(signed_in(Role.KASI_INTELDAKIM).get("/"))
    assert "Tidak ada yang menunggu Anda sekarang." in page
    assert "Tidak ada: harus dianalisa" in page


def test_homes_and_dashboard_are_read_the_same_from_both_databases(account: Any, tmp_path: Path) -> None:
    office = BusyOffice(account, 3).work(12)
    app = back_office(tmp_path, Clock(office.now))
    with app.test_request_context("/"):
        found = {role: {one.block.key: one.content.count for one in read_home(actor(role))[0]} for role in Role}
    kasubsi = Browser(app)
    kasubsi.sign_in(Role.KASUBSI_INFOKIM)
    assert kasubsi.get("/").status_code == kasubsi.get("/dasbor/").status_code == 200
    open_cases = [case for case in Complaint.select() if case.open]
    assert found[Role.PENGELOLA]["masuk"] == sum(case.unread > 0 for case in open_cases)
    assert found[Role.KASUBSI_INFOKIM]["dikembalikan"] == sum(case.round > 1 for case in open_cases)
    late = sum(case.due_at is not None and case.due_at < office.now for case in open_cases)
    assert found[Role.KASUBSI_INFOKIM]["terlambat"] == found[Role.KEPALA_KANTOR]["kantor"] == late
