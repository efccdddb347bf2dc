"""The conflict gate: who is named loses the case, the next post has it on its desk, and the naming can be undone."""

from typing import Any

import pytest

from models.actions.core.case import holder_now, is_visible
from models.actions.core.give_notice import give_notice
from models.actions.core.move_complaint import move_complaint
from models.actions.core.write_output import write_output
from models.actions.privacy.name_party import lift_party, name_party, parties_of
from models.actions.replies.queue_reply import queue_reply
from models.rules.cases.sop import Move, Output, Stage
from models.rules.core.errors import NotPermitted, NotVisible, ReasonMissing, RuleBroken
from models.rules.replies.delivery import Purpose
from models.rules.staff.roles import Role, Section
from models.tables import Audit, Complaint, ConflictParty, Notice, Staff
from models.tables.privacy.visible import visible, visible_messages
from tests.actions.walking import Walk
from tests.office import NOW, actor, add_staff, new_complaint


def staff_id(role: Role) -> int:
    return int(Staff.get(Staff.username == str(role)).id)


def named(walk: Walk, role: Role, by: Role = Role.KASUBSI_INFOKIM) -> ConflictParty:
    return name_party(walk.id, staff_id(role), "terlapor", actor(by), walk.tick())


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADMINISTRATOR])
def test_who_is_named_loses_the_case_and_gets_it_back(role: Role, account: Any) -> None:
    walk, other = Walk(account).at_section(), new_complaint(account, who="628110000002")
    Complaint.update(section="inteldakim", forwarded=True).where(
        Complaint.id == (walk.id if role is Role.KASI_INTELDAKIM else 0)
    ).execute()
    by = Role.KEPALA_KANTOR if role is Role.KASUBSI_INFOKIM else Role.KASUBSI_INFOKIM
    who = actor(role)
    assert is_visible(walk.case, who)
    party = named(walk, role, by)
    assert not is_visible(walk.case, who)
    seen = {row.id for row in Complaint.select().where(visible(who.scope))}
    assert walk.id not in seen
    mine = {row for (row,) in visible_messages(who.scope).tuples()}
    linked = {link.message_id for link in walk.case.links}
    assert not mine & linked
    assert (other.id in seen) is is_visible(other, who)
    with pytest.raises((NotVisible, NotPermitted)):
        lift_party(party.id, "salah orang", who, walk.tick())
    lift_party(party.id, "salah orang", actor(by), walk.tick())
    assert is_visible(walk.case, who)


def test_routing_passes_the_named_over_step_by_step(account: Any) -> None:
    walk = Walk(account, Section.LALINTALKIM).at_section()
    assert holder_now(walk.case) is Role.KASI_LALINTALKIM
    named(walk, Role.KASI_LALINTALKIM)
    assert holder_now(walk.case) is Role.KEPALA_KANTOR
    named(walk, Role.KEPALA_KANTOR)
    assert holder_now(walk.case) is Role.KASI_TIKKIM


def test_a_complaint_about_the_head_is_answered_and_filed_without_him(account: Any) -> None:
    walk = Walk(account, Section.KEPALA_KANTOR)
    named(walk, Role.KEPALA_KANTOR)
    walk.at_kasubsi().paper("ND-TERUS")
    walk.move(Move.TERUSKAN_KE_KEPALA)
    assert (walk.stage, holder_now(walk.case)) == (Stage.DISPOSISI, Role.KASI_TIKKIM)
    keeper = actor(Role.KASI_TIKKIM)
    write_output(walk.id, Output.NASKAH_JAWABAN, "Diteruskan ke Kantor Wilayah.", keeper, walk.tick())
    move_complaint(walk.id, Move.DISPOSISI_RUJUK, keeper, walk.tick(), reason="Kepala Kantor terlapor.")
    walk.answer(Purpose.JAWABAN)
    assert walk.stage is Stage.DOKUMENTASI
    assert not is_visible(walk.case, actor(Role.KEPALA_KANTOR))


def test_where_pengelola_is_named_who_stands_in_may_write_to_the_citizen(account: Any) -> None:
    walk = Walk(account)
    with pytest.raises(NotPermitted):
        queue_reply(walk.id, "halo", Purpose.LAIN, "kunci-a", actor(Role.KASUBSI_INFOKIM), walk.tick())
    named(walk, Role.PENGELOLA)
    queue_reply(walk.id, "halo", Purpose.LAIN, "kunci-b", actor(Role.KASUBSI_INFOKIM), walk.tick())
    with pytest.raises(NotVisible):
        queue_reply(walk.id, "halo", Purpose.LAIN, "kunci-c", actor(Role.PENGELOLA), walk.tick())


def test_nobody_named_is_told_of_the_case(account: Any) -> None:
    walk = Walk(account)
    named(walk, Role.KASI_TIKKIM)
    told = give_notice([Role.KASI_TIKKIM, Role.KEPALA_KANTOR], "uji", "kasus", "k", NOW, walk.id)
    assert (told, Notice.get().staff.username) == (1, "kepala_kantor")


def test_who_may_name_and_that_everybody_may_step_back_himself(account: Any) -> None:
    walk = Walk(account).at_section()
    for role in (Role.KASI_LALINTALKIM, Role.PETUGAS_SEKSI):
        with pytest.raises(NotPermitted):
            named(walk, Role.PENGELOLA, by=role)
    for role in (Role.KASI_INTELDAKIM, Role.ADMINISTRATOR):
        with pytest.raises((NotPermitted, NotVisible)):
            named(walk, role, by=role)
    named(walk, Role.KASI_LALINTALKIM, by=Role.KASI_LALINTALKIM)
    assert not is_visible(walk.case, actor(Role.KASI_LALINTALKIM))
    with pytest.raises(RuleBroken, match="sudah dikecualikan"):
        named(walk, Role.KASI_LALINTALKIM)
    with pytest.raises(ReasonMissing):
        name_party(walk.id, staff_id(Role.PETUGAS_SEKSI), " ", actor(Role.PENGELOLA), walk.tick())
    with pytest.raises(NotVisible):
        name_party(walk.id, 999, "x", actor(Role.PENGELOLA), walk.tick())


def test_somebody_who_can_handle_it_and_undo_it_is_always_left(account: Any) -> None:
    walk = Walk(account)
    named(walk, Role.KASUBSI_INFOKIM, by=Role.PENGELOLA)
    named(walk, Role.KASI_TIKKIM, by=Role.PENGELOLA)
    with pytest.raises(RuleBroken, match="Kantor Wilayah"):
        named(walk, Role.KEPALA_KANTOR, by=Role.PENGELOLA)
    add_staff(Role.KASUBSI_INFOKIM, username="kasubsi2")
    named(walk, Role.KEPALA_KANTOR, by=Role.PENGELOLA)


def test_naming_lifting_and_naming_again_keeps_every_reason_and_trace(account: Any) -> None:
    walk = Walk(account)
    party = named(walk, Role.KASI_TIKKIM)
    with pytest.raises(NotPermitted):
        lift_party(party.id, "x", actor(Role.PENGELOLA), walk.tick())
    with pytest.raises(ReasonMissing):
        lift_party(party.id, "", actor(Role.KEPALA_KANTOR), walk.tick())
    lift_party(party.id, "salah orang", actor(Role.KEPALA_KANTOR), walk.tick())
    with pytest.raises(NotVisible):
        lift_party(party.id, "lagi", actor(Role.KEPALA_KANTOR), walk.tick())
    again = named(walk, Role.KASI_TIKKIM)
    assert again.id == party.id
    assert again.why == "terlapor\nDicabut: salah orang\nterlapor"
    assert [row.id for row in parties_of(walk.id)] == [party.id]
    events = [row.event for row in Audit.select().where(Audit.subject == f"complaint:{walk.id}").order_by(Audit.id)]
    assert events[-3:] == ["kecualikan_pegawai", "cabut_pengecualian", "kecualikan_pegawai"]
    trail = "\n".join(f"{row.before} {row.after}" for row in Audit.select())
    assert "terlapor" not in trail and "salah orang" not in trail  # reasons may name the complainant
