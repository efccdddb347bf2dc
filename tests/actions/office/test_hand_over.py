"""Handing a post over: whoever is Plh. acts and signs on these days and no other; both are told."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from models.actions.core.actor import Actor, actor_of
from models.actions.core.move_complaint import move_complaint
from models.actions.core.office_facts import signer_on
from models.actions.core.write_output import write_output
from models.actions.office.hand_over import HandOver, end_hand_over, hand_over
from models.rules.cases.sop import Move, Output, Stage
from models.rules.core.errors import NotPermitted, NotVisible, RuleBroken
from models.rules.core.moments import to_wib
from models.rules.staff.permissions import Permission
from models.rules.staff.roles import Role, Section
from models.tables import Audit, Notice, OfficeHolder, Staff
from tests.actions.walking import Walk
from tests.office import NOW, actor, add_staff

TODAY = to_wib(NOW).date()


def staff(role: Role) -> Staff:
    return Staff.get(Staff.username == str(role))


def asked(
    post: Role = Role.KEPALA_KANTOR,
    by: Role = Role.KASI_TIKKIM,
    first: date = TODAY,
    last: date = TODAY + timedelta(days=2),
    **changes: Any,
) -> HandOver:
    return HandOver(post, staff(by).id, first, last, **{"order_number": "SP-1", **changes})


def on(role: Role, now: datetime) -> Actor:
    return actor_of(staff(role), day=to_wib(now).date())


def test_the_rights_follow_the_days(account: Any) -> None:
    hand_over(asked(first=TODAY + timedelta(days=1)), actor(Role.KASUBSI_INFOKIM), NOW)
    days = {gap: on(Role.KASI_INTELDAKIM, NOW + timedelta(days=gap)).stands_in for gap in range(5)}
    assert set(map(len, days.values())) == {0}
    acting = [on(Role.KASI_TIKKIM, NOW + timedelta(days=gap)) for gap in range(5)]
    assert [Role.KEPALA_KANTOR in who.stands_in for who in acting] == [False, True, True, False, False]
    assert [who.may(Permission.SEE_AUDIT) for who in acting] == [False, True, True, False, False]
    lines = [signer_on(Role.KEPALA_KANTOR, TODAY + timedelta(days=gap)).title_lines[0] for gap in range(4)]
    assert [line.startswith("Plh. ") for line in lines] == [False, True, True, False]


def test_the_midnight_of_the_office_counts_not_that_of_the_clock(account: Any) -> None:
    hand_over(asked(first=TODAY, last=TODAY), actor(Role.KEPALA_KANTOR), NOW)
    last_minute = datetime(2026, 11, 25, 16, 59)  # 23.59 WIB
    assert on(Role.KASI_TIKKIM, last_minute).stands_in == {Role.KEPALA_KANTOR}
    assert on(Role.KASI_TIKKIM, last_minute + timedelta(minutes=1)).stands_in == frozenset()


def test_who_stands_in_acts_on_the_desk_of_the_post(account: Any) -> None:
    walk = Walk(account, Section.KEPALA_KANTOR).at_section()
    with pytest.raises(RuleBroken):
        write_output(walk.id, Output.NASKAH_JAWABAN, "x", on(Role.KASUBSI_INFOKIM, walk.now), walk.tick())
    hand_over(asked(by=Role.KASUBSI_INFOKIM), actor(Role.KEPALA_KANTOR), walk.now)
    stand_in = on(Role.KASUBSI_INFOKIM, walk.now)
    write_output(walk.id, Output.NASKAH_JAWABAN, "Sudah ditegur.", stand_in, walk.tick())
    move_complaint(walk.id, Move.DISPOSISI_JAWAB, stand_in, walk.tick(), reason="jawab")
    assert walk.stage is Stage.JAWABAN_KEPALA


def test_both_are_told_when_it_begins_and_when_it_ends(account: Any) -> None:
    row = hand_over(asked(note="Dua berkas di meja."), actor(Role.KASUBSI_INFOKIM), NOW)
    told = {notice.staff.username: notice.text for notice in Notice.select()}
    assert told == {
        "kasi_tikkim": "Anda Plh. Kepala Kantor 25 November 2026 sampai 27 November 2026. Dua berkas di meja.",
        "kepala_kantor": "Contoh Kasi TIKKIM menjadi Plh. Kepala Kantor 25 November 2026 sampai 27 November 2026.",
    }
    end_hand_over(row.id, actor(Role.KASUBSI_INFOKIM), NOW)
    assert on(Role.KASI_TIKKIM, NOW).stands_in == frozenset()
    assert Notice.select().where(Notice.key.startswith(f"serah:{row.id}:akhir")).count() == 2
    assert [row.event for row in Audit.select().where(Audit.event.contains("serah_tugas"))] == [
        "serah_tugas",
        "akhiri_serah_tugas",
    ]
    with pytest.raises(RuleBroken, match="sudah berakhir"):
        end_hand_over(row.id, actor(Role.KASUBSI_INFOKIM), NOW)


def test_who_is_stood_in_for_is_told_of_the_end_though_the_other_has_no_account_any_more(sqlite_account: Any) -> None:
    row = hand_over(asked(), actor(Role.KASUBSI_INFOKIM), NOW)
    Staff.update(active=False).where(Staff.username == str(Role.KASI_TIKKIM)).execute()
    end_hand_over(row.id, actor(Role.KASUBSI_INFOKIM), NOW)
    (told,) = Notice.select().where(Notice.key.startswith(f"serah:{row.id}:akhir"))
    assert (told.staff.username, told.text) == (
        "kepala_kantor",
        "Contoh Kasi TIKKIM tidak lagi Plh. Kepala Kantor.",
    )


@pytest.mark.parametrize("first", [TODAY - timedelta(days=1), TODAY, TODAY + timedelta(days=1)])
def test_one_that_was_ended_never_ends_before_it_begins_and_keeps_the_days_it_was_ordered_for(
    first: date, sqlite_account: Any
) -> None:
    last = TODAY + timedelta(days=2)
    row = hand_over(asked(first=first, last=last), actor(Role.KASUBSI_INFOKIM), NOW)
    row = end_hand_over(row.id, actor(Role.KASUBSI_INFOKIM), NOW + timedelta(hours=1))
    assert (row.valid_from, row.valid_until, row.ended_at) == (first, last, NOW + timedelta(hours=1))
    acting = [bool(on(Role.KASI_TIKKIM, NOW + timedelta(days=gap)).stands_in) for gap in (-1, 0, 1, 2)]
    assert acting == [first < TODAY, False, False, False]
    titles = [signer_on(Role.KEPALA_KANTOR, TODAY + timedelta(days=gap)).title_lines[0] for gap in (-1, 0, 1)]
    assert [line.startswith("Plh.") for line in titles] == [first < TODAY, False, False]
    again = asked(by=Role.KASI_INTELDAKIM, first=TODAY, last=last)
    assert hand_over(again, actor(Role.KASUBSI_INFOKIM), NOW).valid_until == last


@pytest.mark.parametrize("role", Role)
def test_who_may_hand_over(role: Role, sqlite_account: Any) -> None:
    allowed = role in (Role.KASUBSI_INFOKIM, Role.KEPALA_KANTOR, Role.ADMINISTRATOR)
    if allowed:
        row = hand_over(asked(), actor(role), NOW)
        end_hand_over(row.id, actor(role), NOW)
        return
    with pytest.raises(NotPermitted):
        hand_over(asked(), actor(role), NOW)
    row = hand_over(asked(), actor(Role.KEPALA_KANTOR), NOW)
    with pytest.raises(NotPermitted):
        end_hand_over(row.id, actor(role), NOW)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"by": Role.KEPALA_KANTOR}, "pemegang jabatan itu sendiri"),
        ({"first": TODAY, "last": TODAY - timedelta(days=1)}, "tidak boleh sebelum"),
        ({"first": TODAY - timedelta(days=9), "last": TODAY - timedelta(days=1)}, "sudah lewat"),
        ({"order_number": " "}, "surat perintah"),
        ({"by": Role.ADMINISTRATOR}, "belum dihubungkan"),
    ],
)
def test_a_hand_over_that_cannot_be_is_refused(changes: dict[str, Any], words: str, sqlite_account: Any) -> None:
    with pytest.raises(RuleBroken, match=words):
        hand_over(asked(**changes), actor(Role.KASUBSI_INFOKIM), NOW)
    assert OfficeHolder.select().where(OfficeHolder.kind != "definitif").count() == 0


def test_two_do_not_stand_in_for_one_post_on_one_day(account: Any) -> None:
    first = hand_over(asked(), actor(Role.KASUBSI_INFOKIM), NOW)
    overlapping = asked(by=Role.KASI_INTELDAKIM, first=TODAY + timedelta(days=2), last=TODAY + timedelta(days=4))
    with pytest.raises(RuleBroken, match="Contoh Kasi TIKKIM"):
        hand_over(overlapping, actor(Role.KASUBSI_INFOKIM), NOW)
    hand_over(
        asked(first=TODAY + timedelta(days=3), last=TODAY + timedelta(days=4)), actor(Role.KASUBSI_INFOKIM), NOW
    )
    end_hand_over(first.id, actor(Role.KASUBSI_INFOKIM), NOW)
    hand_over(asked(by=Role.KASUBSI_INFOKIM), actor(Role.ADMINISTRATOR), NOW)


@pytest.mark.parametrize("role", [Role.KASUBSI_INFOKIM, Role.KEPALA_KANTOR])
def test_nobody_gives_a_post_to_himself_and_another_may(role: Role, account: Any) -> None:
    post = Role.KASI_TIKKIM
    with pytest.raises(RuleBroken, match="menunjuk diri sendiri"):
        hand_over(asked(post=post, by=role), actor(role), NOW)
    again = add_staff(Role.KASI_INTELDAKIM, username="akun_kedua")
    Staff.update(official=staff(role).official_id).where(Staff.id == again.id).execute()
    with pytest.raises(RuleBroken, match="Kepala Kantor atau Administrator"):
        hand_over(HandOver(post, again.id, TODAY, TODAY, "SP-1"), actor(role), NOW)
    assert OfficeHolder.select().where(OfficeHolder.kind != "definitif").count() == 0
    hand_over(asked(post=post, by=role), actor(Role.ADMINISTRATOR), NOW)
    assert post in on(role, NOW).stands_in


def test_who_stands_in_does_not_prolong_it_himself(account: Any) -> None:
    hand_over(asked(by=Role.KASUBSI_INFOKIM), actor(Role.ADMINISTRATOR), NOW)
    later = asked(by=Role.KASUBSI_INFOKIM, first=TODAY + timedelta(days=3), last=TODAY + timedelta(days=9))
    with pytest.raises(RuleBroken, match="menunjuk diri sendiri"):
        hand_over(later, on(Role.KASUBSI_INFOKIM, NOW), NOW)


def test_a_post_that_is_none_and_an_account_that_is_gone(account: Any) -> None:
    for wrong in (
        asked(post=Role.PETUGAS_SEKSI),
        asked(kind="definitif"),
        HandOver(Role.KEPALA_KANTOR, 999, TODAY, TODAY, "1"),
    ):
        with pytest.raises(NotVisible):
            hand_over(wrong, actor(Role.KASUBSI_INFOKIM), NOW)
    with pytest.raises(NotVisible):
        end_hand_over(OfficeHolder.get().id, actor(Role.KASUBSI_INFOKIM), NOW)


def test_one_cancelled_before_its_first_day_is_not_said_to_have_been_in_force(sqlite_account: Any) -> None:
    first = TODAY + timedelta(days=3)
    row = hand_over(asked(first=first, last=first), actor(Role.KEPALA_KANTOR), NOW)
    end_hand_over(row.id, actor(Role.KEPALA_KANTOR), NOW + timedelta(hours=1))
    told = [notice.text for notice in Notice.select().where(Notice.key.contains(":akhir:"))]
    assert [text.partition(" 28 ")[0] for text in told] == [
        "Serah tugas Plh. Kepala Kantor kepada Anda",
        "Contoh Kasi TIKKIM tidak jadi Plh. Kepala Kantor",
    ]
