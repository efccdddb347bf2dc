"""A scheme is imported whole or not at all, and codes chosen from it keep to their time. Both databases."""

from datetime import timedelta
from typing import Any

import pytest

from models.actions.core.office_facts import office_settings
from models.actions.papers.numbers.archive_codes import CATEGORY, PAPER, archive_codes, settings_on
from models.actions.retention.appraisal.appraise import to_appraise
from models.actions.retention.scheme.choose_code import choose_code, subjects
from models.actions.retention.scheme.import_scheme import SchemeFaulty, import_scheme
from models.rules.core.errors import NotPermitted, RuleBroken
from models.rules.core.moments import to_wib
from models.rules.papers.documents import DOCUMENTS
from models.rules.staff.roles import Role
from models.tables import ArchiveScheme, Audit, Classification, CodeChoice, Complaint
from tests.actions.cases.test_links_race import at_once
from tests.office import NOW, actor, new_complaint

KASUBSI, ADMIN = Role.KASUBSI_INFOKIM, Role.ADMINISTRATOR
TODAY = to_wib(NOW).date()
DAY = timedelta(days=1)
CELLS = [
    ["Kode", "Judul", "Aktif", "Inaktif", "Nasib akhir"],
    ["UM.01.01", "Ketatausahaan", "1", "1", "Musnah"],
    ["PW.06.03", "Pengaduan tertulis", "3", "7", "Dinilai kembali"],
    ["PW.06.09", "Pengaduan lain", "1", "1", "Permanen"],
]


def imported(name: str = "Imipas 2027", since: Any = TODAY - DAY) -> ArchiveScheme:
    return import_scheme(name, since, CELLS, "a" * 64, actor(ADMIN), NOW)


def test_a_faulty_scheme_leaves_nothing_and_says_all(account: Any) -> None:
    before = Classification.select().count()
    with pytest.raises(SchemeFaulty) as faulty:
        import_scheme("X", TODAY, [*CELLS, ["UM.01.01", "", "1", "1", "?"]], "a" * 64, actor(ADMIN), NOW)
    assert len(faulty.value.faults) == 3 and all("Baris 5" in fault for fault in faulty.value.faults)
    assert (Classification.select().count(), ArchiveScheme.select().count()) == (before, 0)
    with pytest.raises(NotPermitted):
        import_scheme("X", TODAY, CELLS, "a" * 64, actor(Role.PENGELOLA), NOW)
    with pytest.raises(RuleBroken, match="sudah ada"):
        import_scheme("Imipas", TODAY, CELLS, "a" * 64, actor(ADMIN), NOW)


def test_what_is_shipped_stays_in_force_until_a_scheme_is_imported(account: Any) -> None:
    assert {"PW.06", "UM.01.01", "TI.07.01"} <= archive_codes().offered(TODAY).keys()
    assert archive_codes().offered(TODAY)["UM.01.01"].scheme == "Imipas"  # the newer meaning of the same code
    assert settings_on(office_settings(), TODAY) == office_settings()
    imported(since=TODAY)
    assert set(archive_codes().offered(TODAY)) == {"UM.01.01", "PW.06.03", "PW.06.09"}
    assert "TI.07.01" in archive_codes().offered(TODAY - DAY)
    assert Audit.select().where(Audit.event == "impor_skema").count() == 1


def test_a_case_keeps_the_code_of_the_day_it_was_opened(account: Any) -> None:
    case = new_complaint(account)
    Complaint.update(category="paspor").where(Complaint.id == case.id).execute()
    case = Complaint.get_by_id(case.id)
    imported()
    assert archive_codes().of_file(case) == ""
    choose_code(CATEGORY, "PW.06.03", TODAY - DAY, actor(KASUBSI), NOW)
    assert archive_codes().of_file(case) == "PW.06.03"
    choose_code(f"{CATEGORY}paspor", "PW.06.09", TODAY + DAY, actor(KASUBSI), NOW)
    assert archive_codes().of_file(case) == "PW.06.03"
    Complaint.update(opened_at=NOW + DAY).where(Complaint.id == case.id).execute()
    assert archive_codes().of_file(Complaint.get_by_id(case.id)) == "PW.06.09"
    with pytest.raises(RuleBroken, match="paling cepat hari ini"):
        choose_code(CATEGORY, "PW.06.09", TODAY - DAY, actor(KASUBSI), NOW)
    choose_code(CATEGORY, "PW.06.09", TODAY, actor(KASUBSI), NOW)
    choose_code(CATEGORY, "UM.01.01", TODAY, actor(KASUBSI), NOW)  # typed anew on the same day
    assert CodeChoice.select().where(CodeChoice.subject == CATEGORY).count() == 2


def test_only_a_code_in_force_on_that_day_is_chosen(account: Any) -> None:
    imported(since=TODAY + DAY)
    for subject, code, since, said in (
        (CATEGORY, "PW.06.09", TODAY, "tidak ada dalam skema"),
        (CATEGORY, "TI.07.01", TODAY + DAY, "tidak ada dalam skema"),
        ("kategori:lupa", "UM.01.01", TODAY, "Pilih jenis"),
    ):
        with pytest.raises(RuleBroken, match=said):
            choose_code(subject, code, since, actor(KASUBSI), NOW)
    with pytest.raises(NotPermitted):
        choose_code(CATEGORY, "UM.01.01", TODAY, actor(Role.PENGELOLA), NOW)
    assert {f"{PAPER}{code}" for code, row in DOCUMENTS.items() if row.numbered} < subjects().keys()


def test_a_code_switched_off_keeps_what_was_filed_under_it_as_long(account: Any) -> None:
    case = new_complaint(account)
    imported()
    choose_code(CATEGORY, "PW.06.03", TODAY - DAY, actor(KASUBSI), NOW)
    Classification.update(active=False).where(Classification.code == "PW.06.03").execute()
    row = archive_codes().row_of_file(Complaint.get_by_id(case.id))
    assert (row is not None and row.inactive_years, "PW.06.03" in archive_codes().offered(TODAY)) == (7, False)


def test_a_code_that_the_new_scheme_lacks_is_chosen_anew_for_the_days_it_said_nothing(account: Any) -> None:
    case = new_complaint(account)
    choose_code(CATEGORY, "TI.07.01", TODAY - DAY, actor(KASUBSI), NOW)
    imported()
    assert archive_codes().row_of_file(Complaint.get_by_id(case.id)) is None
    choose_code(CATEGORY, "PW.06.03", TODAY - DAY, actor(KASUBSI), NOW)
    assert archive_codes().of_file(Complaint.get_by_id(case.id)) == "PW.06.03"
    with pytest.raises(RuleBroken, match="zamannya"):  # now it says something
        choose_code(CATEGORY, "PW.06.09", TODAY - DAY, actor(KASUBSI), NOW)


def test_two_who_choose_at_once_are_told_by_a_sentence(account: Any) -> None:
    for day in range(4):
        act = lambda since=TODAY + day * DAY: choose_code(CATEGORY, "PW.06", since, actor(KASUBSI), NOW)  # noqa: E731
        given = at_once(act, act, act)
        assert all(isinstance(one, CodeChoice | RuleBroken) for one in given)
        assert CodeChoice.select().where(CodeChoice.valid_from == TODAY + day * DAY).count() == 1


def test_a_code_lengthens_what_the_schedule_keeps_and_permanent_rules_appraisal_out(account: Any) -> None:
    case = new_complaint(account)
    ended = {"open": False, "stage": "ditutup", "closed_at": NOW, "category": "paspor"}
    Complaint.update(ended).where(Complaint.id == case.id).execute()
    six, eleven = NOW + timedelta(days=6 * 366), NOW + timedelta(days=11 * 366)
    due = lambda moment: [one.case.id for one in to_appraise(actor(Role.KEPALA_KANTOR), moment, 9)]  # noqa: E731
    assert due(six) == [case.id]
    imported()
    choose_code(CATEGORY, "PW.06.03", TODAY - DAY, actor(KASUBSI), NOW)
    assert (due(six), due(eleven)) == ([], [case.id])
    with pytest.raises(RuleBroken, match="zamannya"):  # the files of then hold the code of all categories
        choose_code(f"{CATEGORY}paspor", "UM.01.01", TODAY - DAY, actor(KASUBSI), NOW)
    assert (due(six), due(eleven)) == ([], [case.id])
    CodeChoice.update(code="PW.06.09").execute()
    assert due(eleven) == []
