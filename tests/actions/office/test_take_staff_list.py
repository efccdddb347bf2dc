"""A staff list is stored as previewed or not at all, once, and pasting it again changes nothing."""

import threading
from datetime import date, timedelta
from typing import Any

import pytest

from docgen.wording import person_name
from models.actions.office.take_staff_list import (
    ListChanged,
    ListPlan,
    NothingToTake,
    plan_staff_list,
    take_staff_list,
)
from models.rules.core.errors import AlreadyDone, NotPermitted
from models.rules.core.moments import to_wib
from models.rules.staff.roles import Role, Section
from models.tables import Audit, OfficeHolder, Official, database
from tests.office import NOW, actor

ADMIN, HEAD = Role.ADMINISTRATOR, "Nama;NIP;Pangkat;Jabatan;Seksi;HP;TMT"
SARI = "Sari Contoh sh;198001012005012001;Penata (III/c);Kasubsi Infokim;TIKKIM;081234567890;01-02-2024"
BUDI = "Budi Contoh;198101012006011002;Pengatur (II/c);Analis;Lalintalkim;;"


def plan(*rows: str) -> ListPlan:
    return plan_staff_list("\n".join([HEAD, *rows]), None, person_name, NOW)


def take(*rows: str, seal: str = "", key: str | None = None, who: Role = ADMIN) -> ListPlan:
    text = "\n".join([HEAD, *rows])
    return take_staff_list(text, None, seal or plan(*rows).seal, person_name, actor(who), NOW, form_key=key)


def free_posts() -> None:
    """Let the posts of the tests' office be held by nobody."""
    OfficeHolder.delete().execute()


def test_a_preview_stores_nothing_and_its_confirmation_what_it_showed(account: Any) -> None:
    free_posts()
    before = Official.select().count()
    shown = plan(SARI, BUDI, "Tuti;1,98E+17;;;;;")
    assert [row.does for row in shown.rows] == ["baru", "baru", "dilewati"]
    assert (shown.stored, shown.passed_over, Official.select().count()) == (2, 1, before)
    take(SARI, BUDI, "Tuti;1,98E+17;;;;;", seal=shown.seal)
    sari, budi = (Official.get(Official.nip == nip) for nip in ("198001012005012001", "198101012006011002"))
    assert (sari.name, sari.rank, sari.section, sari.phone) == (
        "Sari Contoh, S.H.",
        "Penata (III/c)",
        Section.TIKKIM,
        "+6281234567890",
    )
    assert (budi.section, budi.phone, Official.select().count()) == (Section.LALINTALKIM, "", before + 2)
    held = OfficeHolder.get(OfficeHolder.official == sari)
    assert (held.post, held.kind, held.valid_from) == (Role.KASUBSI_INFOKIM, "definitif", date(2024, 2, 1))
    trail = [row.after for row in Audit.select().where(Audit.event == "daftar_pegawai")]
    assert len(trail) == 3 and not any("812" in words for words in trail)


def test_pasting_it_again_changes_nothing_and_a_change_changes_that_alone(account: Any) -> None:
    free_posts()
    take(SARI, BUDI)
    assert [row.does for row in plan(SARI, BUDI).rows] == ["sudah sama", "sudah sama"]
    with pytest.raises(NothingToTake):
        take(SARI, BUDI)
    raised = BUDI.replace("Pengatur (II/c)", "").replace(";;", ";;", 1)
    assert plan(raised).rows[0].does == "sudah sama"  # what is left empty stays
    raised = BUDI.replace("II/c", "II/d")
    assert plan(raised).rows[0].does == "diperbarui (Pangkat/golongan: Pengatur (II/c) → Pengatur (II/d))"
    take(raised)
    assert Official.get(Official.nip == "198101012006011002").rank == "Pengatur (II/d)"


def test_who_has_no_nip_yet_is_known_by_his_name_and_gets_it(account: Any) -> None:
    Official.create(name="Budi Contoh")
    (row,) = plan(BUDI).rows
    assert row.does.startswith("diperbarui (NIP: – → 198101012006011002")
    take(BUDI)
    assert Official.select().where(Official.name == "Budi Contoh").count() == 1


def test_a_post_that_is_held_stays_and_its_holder_is_named(account: Any) -> None:
    (row,) = plan(SARI).rows
    assert not row.fills_post and not row.person.stopped
    assert "Kasubsi Infokim dipegang Contoh Kasubsi Infokim: jabatannya tidak diubah" in row.person.findings[-1].words
    posts = OfficeHolder.select().count()
    take(SARI)
    assert OfficeHolder.select().count() == posts
    mine = OfficeHolder.post == str(Role.KASUBSI_INFOKIM)
    OfficeHolder.update(valid_until=date(2024, 1, 31)).where(mine).execute()
    (row,) = plan(SARI).rows
    assert (row.does, row.fills_post) == ("jabatan diisi", True)


def test_an_official_of_practice_is_not_taken_for_one_of_the_office(account: Any) -> None:
    Official.create(name="Budi Contoh", nip="198101012006011002", sample=True)
    (row,) = plan(BUDI).rows
    assert row.does == "dilewati" and "pejabat latihan" in row.person.findings[-1].words


def test_the_nip_of_another_is_a_fault_and_a_corrected_name_is_none(account: Any) -> None:
    Official.create(name="Dewi Lestari", nip="198101012006011002")
    (row,) = plan(BUDI).rows
    assert row.does == "dilewati" and "NIP ini milik Dewi Lestari." in row.person.findings[-1].words
    Official.update(name="Budi Kontoh").where(Official.name == "Dewi Lestari").execute()
    assert plan(BUDI).rows[0].does.startswith("diperbarui (Nama: Budi Kontoh → Budi Contoh")


def test_two_rows_about_one_person_are_one_too_many(account: Any) -> None:
    Official.create(name="Budi Lama", nip="198101012006011002")
    rows = plan(BUDI, "Budi Lama;-;Penata;;;;").rows
    assert [row.does for row in rows][1] == "dilewati" and "baris 2" in rows[1].person.findings[-1].words


def test_what_changed_meanwhile_is_looked_at_again_before_it_is_stored(account: Any) -> None:
    shown = plan(BUDI)
    Official.create(name="Budi Contoh", nip="198101012006011002", rank="Penata")
    with pytest.raises(ListChanged):
        take(BUDI, seal=shown.seal)
    with pytest.raises(ListChanged):
        take(BUDI, SARI, seal=plan(BUDI).seal)


def test_it_is_stored_once_and_by_who_keeps_the_office_alone(account: Any) -> None:
    take(BUDI, key="sekali")
    with pytest.raises(AlreadyDone):
        take(BUDI, key="sekali")
    with pytest.raises(NotPermitted):
        take(SARI, who=Role.PENGELOLA)


def test_two_who_confirm_at_once_enter_nobody_twice(account: Any) -> None:
    seal, ended = plan(BUDI).seal, list[str]()

    def one() -> None:
        with database.connection_context():
            try:
                take(BUDI, seal=seal)
                ended.append("disimpan")
            except ListChanged:
                ended.append("berubah")

    threads = [threading.Thread(target=one) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(ended) == ["berubah", "disimpan"]
    assert Official.select().where(Official.nip == "198101012006011002").count() == 1


def test_a_post_from_a_coming_day_is_entered_from_that_day(account: Any) -> None:
    free_posts()
    coming = to_wib(NOW).date() + timedelta(days=30)
    take(SARI.replace("01-02-2024", coming.strftime("%d-%m-%Y")))
    assert OfficeHolder.get().valid_from == coming


def test_without_a_known_column_of_names_nothing_is_planned(account: Any) -> None:
    found = plan_staff_list("a;b\nc;d", None, person_name, NOW)
    assert (found.table.complete, found.rows, found.stored) == (False, (), 0)
