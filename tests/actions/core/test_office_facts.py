"""The office's facts on a day: the SOP in force, the calendar, and who holds a post."""

from datetime import date, timedelta
from typing import Any

from models.actions.core.office_facts import office_calendar, office_settings, signer_on, sop_in_force
from models.rules.clocks.working_time import net_minutes
from models.rules.staff.roles import Role
from models.tables import Holiday, OfficeHolder, Official, SopVersion
from tests.office import NOW

DAY = date(2026, 11, 25)


def appoint(name: str, kind: str, first: date, last: date | None = None) -> None:
    official = Official.create(name=name, nip="198001012005011001")
    OfficeHolder.create(post=str(Role.KASI_TIKKIM), official=official, kind=kind, valid_from=first, valid_until=last)


def test_whoever_stands_in_that_day_signs_with_plh(account: Any) -> None:
    assert signer_on(Role.KASI_TIKKIM, DAY).name == "Contoh Kasi TIKKIM"
    appoint("Pengganti", "plh", DAY, DAY)
    signer = signer_on(Role.KASI_TIKKIM, DAY)
    assert (signer.name, signer.title_lines[0][:5]) == ("Pengganti", "Plh. ")
    assert signer_on(Role.KASI_TIKKIM, DAY + timedelta(days=1)).name == "Contoh Kasi TIKKIM"


def test_a_post_without_holder_has_an_empty_name_not_an_invented_one(account: Any) -> None:
    OfficeHolder.delete().execute()
    signer = signer_on(Role.KEPALA_KANTOR, DAY)
    assert (signer.title_lines, signer.name, signer.nip) == (("Kepala Kantor",), "", "")


def test_a_holiday_switched_off_is_worked(account: Any) -> None:
    # 17 August 2026 is a Monday.
    opens, closes = NOW.replace(month=8, day=17, hour=0), NOW.replace(month=8, day=17, hour=12)
    assert net_minutes(office_calendar(), opens, closes) == 0
    Holiday.update(active=False).where(Holiday.day == date(2026, 8, 17)).execute()
    assert net_minutes(office_calendar(), opens, closes) == 450


def test_a_reissued_sop_counts_from_its_date(account: Any) -> None:
    SopVersion.create(number="baru", title="x", valid_from=date(2026, 12, 1), loaded_at=NOW)
    assert sop_in_force(NOW).number == "WIM.32.IMI.5-OT.02.02-545"
    assert sop_in_force(NOW + timedelta(days=10)).number == "baru"
    assert office_settings()["kode_unit"] == "WIM.32.IMI.5"
