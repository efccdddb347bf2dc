"""Looking at a protected identity: motive, second person, one's own grant, its end, and every look in the trail."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from models.actions.privacy.name_party import name_party
from models.actions.privacy.unmask_identity import (
    ask_unmasking,
    decide_unmasking,
    look_at_identity,
    looks_asked,
    open_look,
)
from models.rules.core.errors import NotPermitted, NotVisible, ReasonMissing, RuleBroken
from models.rules.staff.roles import Role
from models.tables import Audit, Complaint, Message, Notice, Staff, Unmasking
from tests.actions.drafting import set_office
from tests.actions.walking import Walk
from tests.office import actor

WHY = "Menelepon pelapor soal berkas yang kurang"


def protected(account: Any) -> Walk:
    walk = Walk(account).at_section()
    Complaint.update(identity_protected=True).execute()
    return walk


def test_nobody_sees_it_without_a_grant_of_his_own(account: Any) -> None:
    walk = protected(account)
    asker, other = actor(Role.KASI_LALINTALKIM), actor(Role.PENGELOLA)
    with pytest.raises(NotPermitted):
        look_at_identity(walk.id, asker, walk.tick())
    asked = ask_unmasking(walk.id, WHY, asker, walk.tick())
    assert [(row.id, row.granted, row.asked_by_id) for row in looks_asked(walk.id)] == [
        (asked.id, None, asker.staff_id)
    ]
    with pytest.raises(NotPermitted):
        look_at_identity(walk.id, asker, walk.tick())
    granted = decide_unmasking(asked.id, True, actor(Role.KEPALA_KANTOR), walk.tick())
    assert granted.ends_at == walk.now + timedelta(hours=8)
    seen = look_at_identity(walk.id, asker, walk.tick())
    assert (seen.names, seen.handles) == (("Sari Contoh",), (("phone", "+628110000001"),))
    with pytest.raises(NotPermitted):
        look_at_identity(walk.id, other, walk.tick())
    with pytest.raises(NotPermitted):
        look_at_identity(walk.id, asker, granted.ends_at)
    assert [row.decided_by_id for row in looks_asked(walk.id)] == [actor(Role.KEPALA_KANTOR).staff_id]


def test_a_look_tells_the_messages_of_which_the_mask_hides_something(account: Any) -> None:
    walk = protected(account)
    Message.update(text="Nama saya Siti Rahmawati, paspor C1234567").execute()
    asker = actor(Role.KASI_LALINTALKIM)
    decide_unmasking(ask_unmasking(walk.id, WHY, asker, walk.tick()).id, True, actor(Role.KEPALA_KANTOR), walk.tick())
    assert look_at_identity(walk.id, asker, walk.tick()).told == ("Nama saya Siti Rahmawati, paspor C1234567",)
    Message.update(text="Paspor saya belum jadi").execute()
    assert look_at_identity(walk.id, asker, walk.tick()).told == ()


def test_every_step_stands_in_the_trail_and_names_no_citizen(account: Any) -> None:
    walk = protected(account)
    asker = actor(Role.KASI_LALINTALKIM)
    first = ask_unmasking(walk.id, WHY, asker, walk.tick())
    decide_unmasking(first.id, False, actor(Role.KASI_TIKKIM), walk.tick())
    again = ask_unmasking(walk.id, WHY, asker, walk.tick())
    decide_unmasking(again.id, True, actor(Role.KASI_TIKKIM), walk.tick())
    look_at_identity(walk.id, asker, walk.tick())
    look_at_identity(walk.id, asker, walk.tick())
    rows = list(Audit.select().where(Audit.event.endswith("_identitas")).order_by(Audit.id))
    assert [(row.event, row.actor) for row in rows] == [
        ("minta_identitas", "kasi_lalintalkim"),
        ("tolak_identitas", "kasi_tikkim"),
        ("minta_identitas", "kasi_lalintalkim"),
        ("setujui_identitas", "kasi_tikkim"),
        ("lihat_identitas", "kasi_lalintalkim"),
        ("lihat_identitas", "kasi_lalintalkim"),
    ]
    assert not [row for row in rows if "Sari" in row.before + row.after or "811" in row.before + row.after]
    assert [(row.granted, row.motive) for row in Unmasking.select().order_by(Unmasking.id)] == [
        (False, WHY),
        (True, WHY),
    ]


def test_who_decides_and_who_may_ask(account: Any) -> None:
    walk = protected(account)
    for role in (Role.PETUGAS_SEKSI, Role.ADMINISTRATOR):
        with pytest.raises((NotPermitted, NotVisible)):
            ask_unmasking(walk.id, WHY, actor(role), walk.tick())
    with pytest.raises(NotVisible):
        ask_unmasking(walk.id, WHY, actor(Role.KASI_INTELDAKIM), walk.tick())
    with pytest.raises(ReasonMissing):
        ask_unmasking(walk.id, "perlu", actor(Role.PENGELOLA), walk.tick())
    own = ask_unmasking(walk.id, WHY, actor(Role.KASI_TIKKIM), walk.tick())
    with pytest.raises(NotPermitted, match="orang lain"):
        decide_unmasking(own.id, True, actor(Role.KASI_TIKKIM), walk.tick())
    with pytest.raises(NotPermitted):
        decide_unmasking(own.id, True, actor(Role.KASUBSI_INFOKIM), walk.tick())
    with pytest.raises(RuleBroken, match="menunggu"):
        ask_unmasking(walk.id, WHY, actor(Role.KASI_TIKKIM), walk.tick())
    decide_unmasking(own.id, True, actor(Role.KEPALA_KANTOR), walk.tick())
    with pytest.raises(RuleBroken, match="terbuka"):
        ask_unmasking(walk.id, WHY, actor(Role.KASI_TIKKIM), walk.tick())
    with pytest.raises(RuleBroken, match="sudah diputuskan"):
        decide_unmasking(own.id, False, actor(Role.KEPALA_KANTOR), walk.tick())
    with pytest.raises(NotVisible):
        decide_unmasking(999, True, actor(Role.KEPALA_KANTOR), walk.tick())


def test_who_decides_is_told_and_the_asker_hears_the_answer(account: Any) -> None:
    walk = protected(account)
    asked = ask_unmasking(walk.id, WHY, actor(Role.PENGELOLA), walk.tick())
    told = {row.staff.username for row in Notice.select().where(Notice.key.startswith(f"minta:{asked.id}"))}
    assert told == {"kasi_tikkim", "kepala_kantor"}
    decide_unmasking(asked.id, False, actor(Role.KEPALA_KANTOR), walk.tick())
    answer = Notice.get(Notice.staff == Staff.get(Staff.username == "pengelola").id)
    assert "ditolak" in answer.text
    assert not [row.text for row in Notice.select() if "Sari" in row.text]


def test_without_a_second_person_it_opens_at_once_but_is_logged_all_the_same(account: Any) -> None:
    walk = protected(account)
    set_office("buka_identitas_dua_orang", "tidak")
    set_office("buka_identitas_jam", "1")
    asked = ask_unmasking(walk.id, WHY, actor(Role.PENGELOLA), walk.tick())
    assert (asked.granted, asked.decided_by_id, asked.ends_at) == (True, None, walk.now + timedelta(hours=1))
    assert open_look(walk.id, actor(Role.PENGELOLA), walk.now) is not None
    assert Audit.select().where(Audit.event == "minta_identitas").count() == 1


def test_a_grant_does_not_outlive_the_right_to_see_the_case(account: Any) -> None:
    walk = protected(account)
    set_office("buka_identitas_dua_orang", "tidak")
    asker = actor(Role.KASI_LALINTALKIM)
    ask_unmasking(walk.id, WHY, asker, walk.tick())
    look_at_identity(walk.id, asker, walk.tick())
    name_party(walk.id, asker.staff_id or 0, "keluarga pelapor", actor(Role.KASUBSI_INFOKIM), walk.tick())
    with pytest.raises(NotVisible):
        look_at_identity(walk.id, asker, walk.tick())


def test_what_is_not_protected_needs_no_asking(account: Any) -> None:
    walk = Walk(account)
    moment: datetime = walk.tick()
    assert look_at_identity(walk.id, actor(Role.PENGELOLA), moment).names == ("Sari Contoh",)
    with pytest.raises(RuleBroken):
        ask_unmasking(walk.id, WHY, actor(Role.PENGELOLA), moment)
