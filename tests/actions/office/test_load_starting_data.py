"""What the office starts with: loaded once, and never over what the office changed."""

from datetime import date
from typing import Any

from models.actions.office.load_starting_data import add_holidays, load_starting_data
from models.actions.staff.own_desk import MOST_VIEWS, drop_view, views_of
from models.rules.cases.sop import Step
from models.rules.staff.roles import Role, Section
from models.tables import (
    Category,
    Classification,
    Holiday,
    LetterheadVersion,
    Macro,
    OfficeSetting,
    ReplyTemplate,
    SavedView,
    SopStep,
    SopVersion,
    WorkingBlock,
)
from tests.office import NOW, actor, new_complaint

STANDARDS = {1: 1, 2: 3, 3: 1, 4: 30, 5: 30, 6: 1, 7: 30, 8: 30, 9: 3}


def test_the_sops_nine_steps_have_its_own_times(account: Any) -> None:
    assert {row.step: row.amount for row in SopStep.select()} == STANDARDS
    assert [row.step for row in SopStep.select().where(SopStep.unit == "hari")] == [Step.PENELITIAN]
    assert SopVersion.get().number == "WIM.32.IMI.5-OT.02.02-545"


def test_loading_again_changes_nothing_the_office_changed(account: Any) -> None:
    OfficeSetting.update(value="Batam").where(OfficeSetting.key == "kota").execute()
    LetterheadVersion.update(address="Jalan Contoh 1").execute()
    Holiday.update(active=False).execute()
    Category.update(label="Paspor").where(Category.key == "paspor").execute()
    counted = (
        *(SopVersion, SopStep, Category, Classification, Holiday, WorkingBlock, ReplyTemplate, OfficeSetting),
        *(Macro, SavedView, LetterheadVersion),
    )
    before = [table.select().count() for table in counted]
    load_starting_data(NOW)
    assert [table.select().count() for table in counted] == before
    assert OfficeSetting.get(OfficeSetting.key == "kota").value == "Batam"
    assert LetterheadVersion.get().address == "Jalan Contoh 1"
    assert not Holiday.select().where(Holiday.active).exists()
    assert Category.get(Category.key == "paspor").label == "Paspor"


def test_holidays_hold_public_ones_and_cuti_bersama_of_three_years(account: Any) -> None:
    assert {row.day.year for row in Holiday.select()} >= {2025, 2026, 2027}
    assert Holiday.get(Holiday.day == date(2026, 8, 17)).kind == "libur nasional"
    assert Holiday.select().where(Holiday.kind == "cuti bersama").count() > 10
    assert add_holidays([2026]) == 0


def test_an_upgrade_adds_no_holiday_for_days_that_passed_where_cases_ran(account: Any) -> None:
    new_complaint(account)
    Holiday.delete().execute()
    load_starting_data(NOW)
    days = {row.day for row in Holiday.select()}
    assert days
    assert min(days) > NOW.date()


def test_every_category_names_a_section_that_exists(account: Any) -> None:
    assert {row.section for row in Category.select()} <= set(Section)
    assert Category.get(Category.key == "perilaku_petugas").section == Section.KEPALA_KANTOR


def test_one_code_means_different_things_in_different_schemes(account: Any) -> None:
    found = {row.scheme: row.meaning for row in Classification.select().where(Classification.code == "GR.02.01")}
    assert found == {"Kemenkumham": "Izin tinggal kunjungan (ITK)", "Imipas": "Paspor"}
    own = OfficeSetting.get(OfficeSetting.key == "klasifikasi_surat").value
    assert Classification.select().where(Classification.code == own).exists()


def test_every_desk_begins_with_a_few_shared_views_and_room_for_the_offices_own(account: Any) -> None:
    for role in frozenset(Role) - {Role.ADMINISTRATOR}:
        assert 1 <= len(views_of(actor(role))) <= 3
    assert SavedView.select().count() <= MOST_VIEWS // 2


def test_shared_views_an_office_took_out_stay_out(account: Any) -> None:
    for view in SavedView.select():
        drop_view(view.id, actor(Role.KASUBSI_INFOKIM), NOW)
    load_starting_data(NOW)
    assert not SavedView.select().exists()
