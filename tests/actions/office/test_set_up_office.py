"""Setting up: every step is read from the office's own data; what was said of it is kept, and can be said anew."""

from datetime import date, timedelta
from typing import Any

import pytest

from models.actions.office.set_up_office import is_begun, note_step, posts_without_holder, read_steps
from models.rules.core.errors import AlreadyDone, NotPermitted
from models.rules.office.setting_up import Noted, StepState, StepUnknown
from models.rules.staff.roles import ROLES, Role
from models.tables import Audit, ChannelAccount, OfficeHolder, Official, Staff
from tests.office import NOW, actor

ADMIN = Role.ADMINISTRATOR


def states() -> dict[str, StepState]:
    """How every step stands."""
    return {step.row.key: step.state for step in read_steps(NOW)}


def test_a_furnished_office_lacks_what_only_people_can_say(account: Any) -> None:
    ChannelAccount.update(state="ok", last_success_at=NOW).execute()
    assert states() == {
        **dict.fromkeys(("profil", "waktu"), StepState.BELUM),
        **dict.fromkeys(("pejabat", "akun", "kanal", "latihan"), StepState.SUDAH),
    }
    assert not is_begun()


def test_what_is_said_is_kept_and_the_last_word_counts(account: Any) -> None:
    note_step("waktu", Noted.LEWATI, actor(ADMIN), NOW, form_key="satu")
    assert (states()["waktu"], is_begun()) == (StepState.DILEWATI, True)
    note_step("waktu", Noted.SELESAI, actor(ADMIN), NOW)
    assert states()["waktu"] is StepState.SUDAH
    assert Audit.select().where(Audit.event == "persiapan").count() == 2
    with pytest.raises(AlreadyDone):
        note_step("waktu", Noted.LEWATI, actor(ADMIN), NOW, form_key="satu")


def test_missing_posts_accounts_and_channels_are_named(account: Any) -> None:
    OfficeHolder.update(valid_until=date(2026, 1, 1)).where(OfficeHolder.post == Role.KEPALA_KANTOR).execute()
    Staff.update(active=False).where(Staff.username == str(Role.PENGELOLA)).execute()
    ChannelAccount.update(enabled=False).execute()
    lacking = {step.row.key: step.lacking for step in read_steps(NOW)}
    assert lacking["pejabat"] == (ROLES[Role.KEPALA_KANTOR].title,)
    assert lacking["akun"] == (ROLES[Role.PENGELOLA].label,)
    assert lacking["kanal"] == ("belum ada kanal yang tersambung",)


def test_a_channel_nobody_reads_any_more_is_not_connected(account: Any) -> None:
    ChannelAccount.update(state="ok", last_success_at=NOW - timedelta(minutes=5)).execute()
    assert states()["kanal"] is StepState.SUDAH
    ChannelAccount.update(last_success_at=NOW - timedelta(minutes=5, seconds=1)).execute()
    lacking = {step.row.key: step.lacking for step in read_steps(NOW)}
    assert lacking["kanal"] == ("tidak ada kanal yang terbaca sekarang: periksa apakah penghubung kanal berjalan",)


def test_practice_counts_for_nothing(account: Any) -> None:
    for table in (ChannelAccount, Staff, Official):
        table.update(sample=True).execute()
    found = states()
    assert {found[key] for key in ("pejabat", "akun", "kanal", "latihan")} == {StepState.BELUM}


def test_only_an_administrator_says_so_and_only_of_steps_there_are(account: Any) -> None:
    with pytest.raises(NotPermitted):
        note_step("waktu", Noted.SELESAI, actor(Role.KASUBSI_INFOKIM), NOW)
    with pytest.raises(StepUnknown):
        note_step("lain", Noted.SELESAI, actor(ADMIN), NOW)


def test_a_post_held_for_practice_only_is_held_while_one_practises(account: Any) -> None:
    assert posts_without_holder(NOW.date()) == ()
    held = OfficeHolder.get(OfficeHolder.post == str(Role.KASI_TIKKIM))
    Official.update(sample=True).where(Official.id == held.official_id).execute()
    assert posts_without_holder(NOW.date()) == (Role.KASI_TIKKIM,)
    assert posts_without_holder(NOW.date(), samples_count=True) == ()
    OfficeHolder.update(valid_until=date(2026, 1, 1)).where(OfficeHolder.id == held.id).execute()
    assert posts_without_holder(NOW.date(), samples_count=True) == (Role.KASI_TIKKIM,)


def test_hours_that_were_right_are_not_done_in_a_year_without_holidays(account: Any) -> None:
    note_step("waktu", Noted.SELESAI, actor(ADMIN), NOW)
    later = NOW.replace(year=NOW.year + 3)
    step = next(step for step in read_steps(later) if step.row.key == "waktu")
    assert (step.state, step.lacking) == (StepState.BELUM, (f"hari libur {later.year}",))
