"""Every form of the nine steps, sent from the page: by everybody else in vain, by its holder with effect."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest

from models.rules.cases.sop import Stage
from models.rules.core.moments import to_wib
from models.rules.staff.roles import Role
from models.tables import ChannelAccount, Complaint, Document, Message, OfficeSetting, Outbox, StepOutput
from tests.actions.walking import Walk
from tests.admin_app.browsing import Browser, text
from tests.admin_app.case_page.submitting import case_page, deliver, forms_on, send
from tests.office import NOW, citizen_message, new_complaint, take_in

R, S = Role, Stage
ANSWER = "Paspor dapat diambil besok."


@dataclass(frozen=True)
class Station:
    """One submission on the way: whose, which form, what is typed, and where the case stands after it."""

    role: Role
    form: str
    then: Stage
    fields: dict[str, str] = field(default_factory=dict)
    delivered: bool = False


# Beside the holder the rules let these do it too; their submissions are tried where they are the station's own.
ALSO = {
    "konsep-nd-terus": {R.PENGELOLA, R.KASUBSI_INFOKIM},
    "isian-laporan": {R.KASI_LALINTALKIM, R.PETUGAS_SEKSI},
    "isian-naskah_jawaban": {R.KASI_LALINTALKIM, R.PETUGAS_SEKSI},
}


def identified(category: str) -> dict[str, str]:
    """What step 2 asks."""
    return {"category": category, "urgency": "mendesak", "subject": "Paspor <b>&", "lanjut": "identifikasi_selesai"}


FIRST = (
    Station(R.PENGELOLA, "balas", S.PENERUSAN_PENGELOLA, {"text": "Yth.", "tujuan": "tanggapan_awal"}, True),
    Station(R.PENGELOLA, "isian-seksi_tujuan", S.PENERUSAN_PENGELOLA, {"section": "inteldakim"}),
    Station(R.PENGELOLA, "isian-seksi_tujuan", S.PENERUSAN_PENGELOLA, {"section": "lalintalkim"}),
    Station(R.PENGELOLA, "konsep-nd-terus", S.PENERUSAN_PENGELOLA),
    Station(R.PENGELOLA, "konsep-nd-terus", S.PENERUSAN_PENGELOLA, {"hal": "Penerusan Aduan", "sifat": "Segera"}),
    Station(R.PENGELOLA, "langkah-ajukan_penerusan", S.PENERUSAN_KASUBSI),
    Station(R.KASUBSI_INFOKIM, "langkah-kembalikan_penerusan", S.PENERUSAN_PENGELOLA, {"reason": "Lengkapi"}),
    Station(R.PENGELOLA, "langkah-ajukan_penerusan", S.PENERUSAN_KASUBSI),
    Station(R.KASUBSI_INFOKIM, "ttd-nd-terus", S.PENERUSAN_KASUBSI, {"number": "WIM.32.IMI.5-UM.01.01-601"}),
    Station(R.KASUBSI_INFOKIM, "batal-naskah-nd-terus", S.PENERUSAN_KASUBSI, {"reason": "Salah tujuan"}),
    Station(R.KASUBSI_INFOKIM, "konsep-nd-terus", S.PENERUSAN_KASUBSI),
    Station(R.KASUBSI_INFOKIM, "ttd-nd-terus", S.PENERUSAN_KASUBSI, {"number": "WIM.32.IMI.5-UM.01.01-602"}),
    Station(R.KASUBSI_INFOKIM, "langkah-teruskan_ke_seksi", S.ANALISA_SEKSI),
    Station(R.KASI_LALINTALKIM, "isian-identifikasi_seksi", S.ANALISA_SEKSI, {"text": "Berkas lengkap."}),
)
TOLD = {"way": "telepon", "text": "Ditelepon: berkasnya siap.", "told_at": f"{to_wib(NOW):%Y-%m-%dT%H:%M}"}
LAST = (
    Station(R.KASI_TIKKIM, "langkah-teruskan_jawaban_ke_kasubsi", S.JAWABAN_KASUBSI),
    Station(
        R.KASUBSI_INFOKIM, "langkah-kembalikan_ke_kasi_tikkim", S.JAWABAN_KASI_TIKKIM, {"reason": "Periksa lagi"}
    ),
    Station(R.KASI_TIKKIM, "langkah-teruskan_jawaban_ke_kasubsi", S.JAWABAN_KASUBSI),
    Station(R.KASUBSI_INFOKIM, "langkah-teruskan_jawaban_ke_pengelola", S.PENYAMPAIAN),
    Station(R.PENGELOLA, "catat-jawaban", S.DOKUMENTASI, TOLD),
    Station(R.PENGELOLA, "konsep-lembar", S.DOKUMENTASI),
    Station(R.PENGELOLA, "ttd-lembar", S.DOKUMENTASI),
    Station(R.PENGELOLA, "langkah-arsipkan", S.SELESAI, {"no_scan": "Mesin pindai rusak"}),
    Station(R.PENGELOLA, "langkah-buka_kembali", S.IDENTIFIKASI, {"reason": "Pelapor belum puas"}),
)
SIGNED = {"number": "WIM.32.IMI.5-UM.01.01-603"}
BRANCH_5B = (
    Station(R.KASI_LALINTALKIM, "langkah-dapat_ditangani", S.PENELITIAN),
    Station(R.PETUGAS_SEKSI, "isian-laporan", S.PENELITIAN, {"text": "Diperiksa di ruang cetak."}),
    Station(R.KASI_LALINTALKIM, "ttd-laporan", S.PENELITIAN),
    Station(
        R.KASI_LALINTALKIM, "isian-naskah_jawaban", S.JAWABAN_SEKSI, {"text": ANSWER, "lanjut": "tetapkan_jawaban"}
    ),
    Station(R.KASI_LALINTALKIM, "langkah-teliti_ulang", S.PENELITIAN, {"reason": "Kurang"}),
    Station(R.KASI_LALINTALKIM, "langkah-tetapkan_jawaban", S.JAWABAN_SEKSI),
    Station(R.KASI_LALINTALKIM, "konsep-nd-jawab", S.JAWABAN_SEKSI),
    Station(R.KASI_LALINTALKIM, "ttd-nd-jawab", S.JAWABAN_SEKSI, SIGNED),
    Station(R.KASI_LALINTALKIM, "langkah-serahkan_ke_kasi_tikkim", S.JAWABAN_KASI_TIKKIM),
)
BRANCH_5A = (
    Station(R.KASI_LALINTALKIM, "langkah-tidak_dapat_ditangani", S.DISPOSISI, {"reason": "Di luar wewenang"}),
    Station(
        R.KEPALA_KANTOR, "langkah-disposisi_analisa", S.ANALISA_SEKSI, {"reason": "Kaji", "section": "lalintalkim"}
    ),
    Station(R.KASI_LALINTALKIM, "isian-identifikasi_seksi", S.ANALISA_SEKSI, {"text": "Sudah dikaji."}),
    Station(R.KASI_LALINTALKIM, "langkah-tidak_dapat_ditangani", S.DISPOSISI, {"reason": "Tetap di luar wewenang"}),
    Station(R.KEPALA_KANTOR, "isian-naskah_jawaban", S.DISPOSISI, {"text": ANSWER}),
    Station(R.KEPALA_KANTOR, "langkah-disposisi_jawab", S.JAWABAN_KEPALA, {"reason": "Jawab"}),
    Station(R.KEPALA_KANTOR, "konsep-nd-jawab", S.JAWABAN_KEPALA),
    Station(R.KEPALA_KANTOR, "ttd-nd-jawab", S.JAWABAN_KEPALA, SIGNED),
    Station(R.KEPALA_KANTOR, "langkah-serahkan_dari_kepala", S.JAWABAN_KASI_TIKKIM),
)


def everything(case: Complaint) -> tuple[object, ...]:
    """Return what must not change when a submission is refused."""
    row = Complaint.get_by_id(case.id)
    counts = [table.select().count() for table in (StepOutput, Document, Outbox)]
    return row.stage, row.version, row.section, *counts


def asked_over_news(
    browser: Browser, case: Complaint, form: dict[str, str], station: Station, account: ChannelAccount
) -> dict[str, str]:
    """Send a form over a message that came since it was drawn, in vain; return the one that shows it and asks."""
    before = everything(case)
    if Complaint.get_by_id(case.id).open:
        take_in(account, citizen_message("Belum beres!"))
    else:  # closed, only a change is news of it
        row = Message.select().order_by(Message.id).first()
        take_in(account, citizen_message("Belum beres!", external_id=row.external_id))
    asked = send(browser, form, **station.fields)
    assert (asked.status_code, everything(case)) == (409, before), station
    again = forms_on(text(asked))[station.form]
    assert again["ditanya"] == "ya", station
    return again


@pytest.fixture
def browsers(signed_in: Callable[[Role | str], Browser]) -> dict[Role, Browser]:
    """A signed-in browser for every role."""
    return {role: signed_in(role) for role in Role}


@pytest.mark.parametrize("branch", [BRANCH_5B, BRANCH_5A], ids=["5b", "5a"])
def test_every_form_works_for_its_holder_and_for_nobody_else(
    sqlite_account: ChannelAccount, browsers: dict[Role, Browser], branch: tuple[Station, ...]
) -> None:
    case = new_complaint(sqlite_account)
    start = Station(R.PENGELOLA, "isian-identifikasi", S.TANGGAPAN_AWAL, identified("paspor"))
    for station in (start, *FIRST, *branch, *LAST):
        form = forms_on(case_page(browsers[station.role], case)).get(station.form)
        assert form is not None, station
        before = everything(case)
        for role, browser in browsers.items():
            if role is station.role or role in ALSO.get(station.form, ()):
                continue
            if branch is BRANCH_5A and station not in BRANCH_5A:
                continue  # tried on the way of the other branch
            # Somebody else sends the very same form, with his own token.
            refused = send(browser, {**form, "csrf_token": browser.any_token()}, **station.fields)
            assert refused.status_code in (403, 404, 409), (station, role)
            assert everything(case) == before, (station, role)
        if station.then != Complaint.get_by_id(case.id).stage:
            form = asked_over_news(browsers[station.role], case, form, station, sqlite_account)
        done = send(browsers[station.role], form, **station.fields)
        assert done.status_code == 303, (station, text(done)[:3000])
        if station.delivered:
            deliver(sqlite_account.id)
        assert Complaint.get_by_id(case.id).stage == station.then, station


@pytest.mark.parametrize(
    ("form", "fields", "kind"),
    [
        ("langkah-tutup_apresiasi", {}, "apresiasi"),
        ("langkah-tutup_bukan_pengaduan", {"reason": "Salah sambung"}, "bukan-pengaduan"),
        ("balas", {"text": "Syaratnya KTP.", "tujuan": "pertanyaan"}, "pertanyaan"),
    ],
)
def test_what_is_no_complaint_is_closed_at_step_2_and_can_be_undone(
    sqlite_account: ChannelAccount, signed_in: Any, form: str, fields: dict[str, str], kind: str
) -> None:
    case, pengelola = new_complaint(sqlite_account), signed_in(R.PENGELOLA)
    assert send(pengelola, forms_on(case_page(pengelola, case))[form], **fields).status_code == 303
    if form == "balas":
        deliver(sqlite_account.id)
    closed = Complaint.get_by_id(case.id)
    assert (closed.stage, closed.kind, closed.open) == ("ditutup", kind, False)
    undo = forms_on(case_page(pengelola, case))["langkah-batal_tutup"]
    assert send(pengelola, undo, reason="Ternyata aduan").status_code == 303
    assert Complaint.get_by_id(case.id).stage == "identifikasi"


def test_in_mode_mandiri_no_number_is_asked(sqlite_account: ChannelAccount, signed_in: Any) -> None:
    walk = Walk(sqlite_account).at_kasubsi()  # sets the mode
    kasubsi = signed_in(R.KASUBSI_INFOKIM)
    page = case_page(kasubsi, walk.case)
    send(kasubsi, forms_on(page)["konsep-nd-terus"])
    page = case_page(kasubsi, walk.case)
    assert 'name="number"' not in page
    assert send(kasubsi, forms_on(page)["ttd-nd-terus"]).status_code == 303
    assert Document.get().number.endswith("-1")
    OfficeSetting.update(value="eksternal").where(OfficeSetting.key == "mode_nomor").execute()
