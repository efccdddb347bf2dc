"""The book of numbers: every number of the month, whoever gave it, cancelled ones with their reason."""

from datetime import datetime
from typing import Any

from models.actions.papers.agenda_lines import agenda_series, count_numbers
from models.actions.papers.own_service.outcome import refuse_attempt
from models.actions.papers.sign_document import sign_document
from models.rules.staff.roles import Role
from tests.actions.drafting import draft, resigned, use_mode
from tests.actions.papers.own_service.going import Trying
from tests.actions.walking import Walk
from tests.office import actor

UNIT = "WIM.32.IMI.5"


def test_every_number_of_the_month_stands_in_the_book(account: Any) -> None:
    walk = Walk(account).at_kasubsi()
    use_mode("eksternal")
    resigned(walk, f"{UNIT}-UM.01.01-2")
    use_mode("mandiri")
    resigned(walk)
    sign_document(draft(walk).id, actor(Role.KASUBSI_INFOKIM), walk.tick())
    outside, own = sorted(agenda_series("2026-11"), key=lambda series: "dari" not in series["name"])
    assert (outside["name"], own["name"]) == (
        f"Surat dan nota dinas {UNIT}, dari Tata Usaha/SRIKANDI, tahun 2026",
        f"Surat dan nota dinas {UNIT} tahun 2026",
    )
    seen = [(line["number"], line["cancelled"], line["reason"]) for line in own["numbers"]]
    assert seen == [
        (f"{UNIT}-UM.01.01-1", True, "Salah ketik"),
        (f"{UNIT}-UM.01.01-2", True, "sudah dipakai dalam register luar atau seri lain"),
        (f"{UNIT}-UM.01.01-3", False, ""),
    ]
    assert count_numbers("2026-11") == 4
    (typed_last, given_last) = sorted(agenda_series("2026-11", 1), key=lambda series: "dari" not in series["name"])
    assert (typed_last["numbers"], given_last["numbers"]) == (outside["numbers"][-1:], own["numbers"][-1:])
    (typed,) = outside["numbers"]
    assert (typed["number"], typed["cancelled"], typed["source"]) == (
        f"{UNIT}-UM.01.01-2",
        True,
        "Tata Usaha/SRIKANDI, dicatat Contoh Kasubsi Infokim",
    )
    last = own["numbers"][2]
    assert (last["kind"], last["signer"], last["date"], last["recipient"]) == (
        "Nota Dinas Pengoordinasian",
        "Contoh Kasubsi Infokim",
        "2026-11-25",
        "Kepala Seksi Lalu Lintas dan Izin Tinggal Keimigrasian",
    )


def test_a_number_belongs_to_the_month_in_wib_it_was_given_in(account: Any) -> None:
    walk = Walk(account).at_kasubsi()
    walk.now = datetime(2026, 11, 30, 17, 0)
    resigned(walk)
    assert agenda_series("2026-11") == []
    assert len(agenda_series("2026-12")) == 1


def test_a_number_that_an_unsigned_paper_keeps_is_no_letter(account: Any) -> None:
    trying = Trying(account)
    sent = trying.begun()

    def line() -> tuple[object, ...]:
        (found,) = agenda_series("2026-11")[0]["numbers"]
        return found["number"], found["date"], found["signer"], found["cancelled"], found["reason"]

    assert line() == (sent.number, None, "", False, "ada di layanan tanda tangan, belum pasti ditandatangani")
    refuse_attempt(sent.id, "sandi", "Sandi tidak cocok.", "", trying.kasubsi, trying.walk.tick())
    assert line() == (sent.number, None, "", False, "disimpan untuk naskah yang belum ditandatangani")
    trying.back()
    trying.finished()
    assert line() == (sent.number, "2026-11-25", "Contoh Kasubsi Infokim", False, "")
