"""Figures of a closed month with and without what was written into its register since, for each scoped."""

from datetime import datetime
from typing import Any

from models.actions.figures.close_month import correct_line
from models.actions.figures.month_figures import month_figures
from models.actions.figures.register_lines import register_lines
from models.actions.figures.since_closing import closed_within, closing_facts, since_closing
from models.actions.papers.list_facts import recap_facts, register_facts
from models.actions.papers.recap_memo_facts import recap_memo_facts
from models.rules.core.moments import iso
from models.rules.figures.corrections import standing_words
from models.rules.figures.periods import read_period
from models.rules.staff.roles import Role, Section
from models.tables import Complaint, ConflictParty, MonthFacts, RegisterLine
from tests.actions.figures.test_register_chain import LATER, OVER, closed_november
from tests.admin_app.queue.test_queue import counted
from tests.office import actor, new_complaint

WORDS = (
    "Angka ini tanpa pembetulan. Dengan 1 baris yang ditulis sesudah bulan ditutup (sampai 3 Desember 2026 pukul "
    "08.00 WIB): Dalam proses semula 2, kini 1; Ditutup semula 0, kini 1. "
    "Angka langkah tetap keadaan ketika ditutup."
)


def closing(role: Role = Role.KEPALA_KANTOR) -> Any:
    scoped = actor(role).whole_scope
    return since_closing("2026-11", month_figures("2026-11", LATER, scoped), scoped)


def test_the_figures_stay_and_say_what_they_are_with_the_correction(account: Any) -> None:
    case = closed_november(account)
    found = closing()
    assert (found.closed_at, found.kept_at, found.received_then, found.received) == (OVER, OVER, 2, 2)
    assert standing_words(found) == [WORDS]
    (told,) = closing_facts(found)["corrections"]  # type: ignore[misc]
    assert told == (
        f"Baris 1 ({case.number}): Nama dibetulkan; Status semula “Dalam proses”, kini “Ditutup”, "
        "karena: ▮▮▮ salah tulis"
    )
    assert month_figures("2026-11", LATER)["by_status"] == {"Dalam proses": 2}


def test_recap_register_and_memo_say_both(account: Any) -> None:
    case = closed_november(account)
    recap = recap_facts("2026-11", "REKAP-SAMAR", LATER, masked=True)
    assert recap["corrected"] == WORDS
    note = recap["lines"][2]["note"]  # type: ignore[index]
    assert note == ("Membetulkan baris 1: Status semula “Dalam proses”, kini “Ditutup”; karena ▮▮▮ salah tulis")
    memo = str(recap_memo_facts("2026-11", "ND-REKAP", LATER)["corrected"]).split("\n")
    assert (memo[0], case.number in memo[1], "Sari" in str(memo)) == (WORDS, True, False)


def test_the_printed_register_says_that_it_has_lines_of_after_its_closing(account: Any) -> None:
    closed_november(account)
    facts = register_facts("2026-11", "REGISTER", LATER)
    assert (facts["as_of"], len(facts["lines"])) == (iso(OVER), 3)  # type: ignore[arg-type]
    assert facts["corrected"] == (
        "Termasuk 1 baris yang ditulis sesudah bulan ditutup (sampai 3 Desember 2026 pukul 08.00 WIB); "
        "baris yang dibetulkan tetap tercetak seperti ketika ditutup."
    )
    RegisterLine.delete().where(RegisterLine.position == 3).execute()
    assert "corrected" not in register_facts("2026-11", "REGISTER", LATER)


def test_a_section_is_told_of_its_own_lines_only_and_of_what_came_to_it_since(account: Any) -> None:
    case = closed_november(account)
    assert closing(Role.KASI_LALINTALKIM).corrections == ()
    Complaint.update(section=str(Section.LALINTALKIM), forwarded=True).where(Complaint.id == case.id).execute()
    found = closing(Role.KASI_LALINTALKIM)
    assert (found.not_counted, found.received, found.corrections) == (1, 0, ())
    assert standing_words(found) == [
        "Tidak termasuk: 1 pengaduan bulan ini yang baru terbuka bagi Anda sesudah bulan ditutup."
    ]


def test_what_is_not_kept_or_was_kept_later_says_so(account: Any) -> None:
    closed_november(account)
    section = Role.KASI_LALINTALKIM
    MonthFacts.update(taken_at=LATER).execute()
    assert ["baru dibekukan 3 Desember 2026" in words for words in standing_words(closing(section))] == [True]
    named = actor(Role.KASI_TIKKIM)
    ConflictParty.create(complaint=Complaint.get().id, staff=named.staff_id, named_at=LATER)
    assert closing(Role.KASI_TIKKIM).kept_at == OVER  # as for his colleagues: nothing says that a case is left out
    ConflictParty.delete().execute()
    MonthFacts.delete().execute()
    assert ["tidak dibekukan" in words for words in standing_words(closing(section))] == [True]
    assert standing_words(closing()) == [WORDS]


def test_another_period_names_the_closed_months_in_it_and_an_open_month_none(account: Any) -> None:
    closed_november(account)
    said = {
        key: closed_within(read_period(key)) for key in ("2026", "2026-T3", "2026-11-30", "2026-11", "2026-12-01")
    }
    assert said == {
        "2026": ["November 2026"],
        "2026-T3": [],
        "2026-11-30": ["November 2026"],
        "2026-11": [],
        "2026-12-01": [],
    }
    assert since_closing("2026-12", {}) is None


def test_the_reason_of_a_line_is_masked_outside_and_kept_inside(account: Any) -> None:
    closed_november(account)
    line = RegisterLine.get(RegisterLine.position == 2)
    correct_line(line.id, {"place": "Loket"}, "62811 terlewat", actor(Role.KASUBSI_INFOKIM), datetime(2026, 12, 4))
    found = closing()
    assert [len(one.changes) for one in found.corrections] == [2, 1]
    assert found.corrected_at == datetime(2026, 12, 4)


def test_many_corrected_lines_cost_no_more_queries_than_one(sqlite_account: Any) -> None:
    others = [new_complaint(sqlite_account, "Antre lama", who=f"6281100001{place:02}").id for place in range(9)]
    closed_november(sqlite_account)

    def queries() -> int:
        with counted() as seen:
            closing()
            register_lines("2026-11", LATER, masked=True)
        return len(seen)

    one = queries()
    for line in RegisterLine.select().where(RegisterLine.complaint.in_(others)):
        correct_line(line.id, {"name": "Salah"}, "Salah tulis", actor(Role.KASUBSI_INFOKIM), LATER)
    assert (queries(), len(closing().corrections)) == (one, 10)
