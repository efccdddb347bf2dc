"""The lane for conduct: what the suggestion takes for it is seen by three posts only, until one of them decides."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from models.actions.cases.merge_complaints import merge_complaints
from models.actions.core.actor import actor_of
from models.actions.core.case import holder_now, is_visible
from models.actions.core.conduct_lane import keep_lane
from models.actions.core.move_complaint import move_complaint
from models.actions.core.write_output import identify
from models.actions.privacy.name_party import lift_party, name_party, parties_of
from models.actions.privacy.release_suspected import release_suspected
from models.rules.cases.links import LinkNotAllowed
from models.rules.cases.sop import Move, Stage
from models.rules.core.errors import NotVisible, RuleBroken
from models.rules.staff.roles import LANE_POSTS, Role
from models.tables import Complaint, Message, MessageVersion, Staff
from tests.actions.lane import BAD, FRONT, LANE, LATER, seen_by
from tests.actions.reviewing import look_through
from tests.office import actor, add_staff, citizen_message, new_complaint, take_in


@pytest.fixture(autouse=True)
def names(account: Any) -> Iterator[None]:
    """Give the officers names of people; those of the office repeat their posts."""
    people = ("Rahmat Hidayat, S.H.", "Dewi Lestari", "Bambang Suprapto", "Siti Aminah", "Joko Purwanto")
    for role, name in zip((*FRONT, Role.KASI_LALINTALKIM), people, strict=True):
        person = Staff.get(Staff.username == str(role))
        Staff.update(name=name).where(Staff.id == person.id).execute()
        person.official.name = name
        person.official.save()
    yield


def test_what_the_suggestion_takes_for_misconduct_is_seen_by_three_posts_and_names_nobody(account: Any) -> None:
    case, plain = new_complaint(account, BAD), new_complaint(account, who="628110000002")
    assert seen_by(case) == LANE
    assert seen_by(plain) == set(FRONT)
    assert (case.conduct, case.identity_protected, plain.conduct, plain.identity_protected) == (
        "usulan",
        True,
        "",
        False,
    )
    assert holder_now(case) is Role.KASUBSI_INFOKIM


@pytest.mark.parametrize(
    "text",
    [
        "Selamat pagi petugas, jam berapa loket buka?",
        "Terima kasih pak petugas, pelayanannya cepat sekali",
        "Paspor saya belum jadi, mohon dibantu",
    ],
)
def test_a_question_to_an_officer_and_praise_of_one_are_no_complaint_about_him(text: str, account: Any) -> None:
    assert seen_by(new_complaint(account, text)) == set(FRONT)


@pytest.mark.parametrize("role", LANE_POSTS)
def test_each_of_the_three_identifies_it_and_then_it_is_protected_as_ever(role: Role, account: Any) -> None:
    case = new_complaint(account, BAD)
    identify(case.id, actor(role), LATER, category="perilaku_petugas", subject="Pungutan di loket")
    assert seen_by(case) == LANE
    with pytest.raises(RuleBroken, match="Selesaikan langkah 2"):
        release_suspected(case.id, actor(role), LATER)
    look_through(case.id, actor(role), LATER)
    fresh = move_complaint(case.id, Move.IDENTIFIKASI_SELESAI, actor(role), LATER)
    assert (fresh.misconduct, fresh.identity_protected, fresh.conduct) == (True, True, "dikenali")
    assert (fresh.stage, holder_now(fresh), seen_by(case)) == (Stage.TANGGAPAN_AWAL, Role.PENGELOLA, set(FRONT))


def test_nobody_else_identifies_it(account: Any) -> None:
    case = new_complaint(account, BAD)
    for role in set(Role) - LANE:
        with pytest.raises(NotVisible):
            identify(case.id, actor(role), LATER, category="paspor", subject="Paspor")


@pytest.mark.parametrize("ticked", [False, True])
def test_identified_as_something_else_it_hides_the_complainant_only_where_that_was_ticked(
    ticked: bool, account: Any
) -> None:
    case = new_complaint(account, BAD + " Pak Joko yang minta.")
    words = {"category": "paspor", "subject": "Paspor lama", "identity_protected": ticked}
    identify(case.id, actor(Role.KASUBSI_INFOKIM), LATER, **words)  # type: ignore[arg-type]
    assert Complaint.get_by_id(case.id).identity_protected
    look_through(case.id, actor(Role.KASUBSI_INFOKIM), LATER)
    fresh = move_complaint(case.id, Move.IDENTIFIKASI_SELESAI, actor(Role.KASUBSI_INFOKIM), LATER)
    assert (fresh.identity_protected, fresh.misconduct) == (ticked, False)
    assert [row.lifted_at for row in parties_of(case.id)] == [LATER]


def test_closed_as_no_complaint_it_stays_in_the_lane_and_so_does_its_undoing(account: Any) -> None:
    case = new_complaint(account, BAD)
    look_through(case.id, actor(Role.KEPALA_KANTOR), LATER)
    move_complaint(case.id, Move.TUTUP_BUKAN_PENGADUAN, actor(Role.KEPALA_KANTOR), LATER, reason="Hoaks.")
    assert seen_by(case) == LANE
    fresh = move_complaint(case.id, Move.BATAL_TUTUP, actor(Role.KASI_TIKKIM), LATER, reason="Keliru.")
    assert (fresh.stage, seen_by(case)) == (Stage.IDENTIFIKASI, LANE)


def test_a_later_message_brings_in_what_nobody_identified_and_takes_it_from_whoever_holds_it(account: Any) -> None:
    case = new_complaint(account)
    Complaint.update(assignee=actor(Role.PENGELOLA).staff_id).where(Complaint.id == case.id).execute()
    take_in(account, citizen_message(BAD), now=LATER)
    assert (seen_by(case), Complaint.get_by_id(case.id).assignee_id) == (LANE, None)


def test_what_a_person_identified_stays_as_he_left_it(account: Any) -> None:
    case = new_complaint(account)
    identify(case.id, actor(Role.PENGELOLA), LATER, category="paspor", subject="Paspor")
    take_in(account, citizen_message(BAD), now=LATER)
    assert seen_by(case) == set(FRONT)


def test_an_edited_message_counts_as_one_more(account: Any) -> None:
    first = citizen_message("Halo")
    take_in(account, first)
    case = Complaint.get()
    edited = citizen_message(BAD, external_id=first.external_id, sent_at=LATER)
    take_in(account, edited, now=LATER)
    assert (MessageVersion.select().count(), Message.select().count()) == (1, 1)
    assert seen_by(case) == LANE


@pytest.mark.parametrize(
    ("words", "left"),
    [
        ("Bu Dewi yang minta.", {Role.KASI_TIKKIM, Role.KEPALA_KANTOR}),
        ("Itu kasubsi infokim sendiri.", {Role.KASI_TIKKIM, Role.KEPALA_KANTOR}),
        ("Kepala kantor tahu dan ikut.", {Role.KASUBSI_INFOKIM, Role.KASI_TIKKIM}),
        ("Kepada Yth. Bapak Kepala Kantor, tolong.", LANE),
        ("Bu Dewi dan Bambang Suprapto.", {Role.KEPALA_KANTOR}),
        # Nobody of the three is left: the front desk is the last in line.
        ("Bu Dewi, Pak Bambang, Bu Siti, semuanya.", {Role.PENGELOLA}),
        # Words that name everybody tell nobody apart.
        ("Pak Rahmat, Bu Dewi, Pak Bambang, Bu Siti, semuanya.", LANE),
    ],
)
def test_who_is_named_never_receives_it(words: str, left: set[Role], account: Any) -> None:
    case = new_complaint(account, f"{BAD} {words}")
    assert seen_by(case) == left
    assert holder_now(Complaint.get_by_id(case.id)) in left
    assert case.identity_protected


def test_a_later_message_may_name_somebody_more_but_not_whom_a_person_let_in(account: Any) -> None:
    case = new_complaint(account, BAD)
    take_in(account, citizen_message("Namanya Dewi"), now=LATER)
    assert seen_by(case) == LANE - {Role.KASUBSI_INFOKIM}
    (party,) = parties_of(case.id)
    lift_party(party.id, "Bukan dia.", actor(Role.KEPALA_KANTOR), LATER)
    take_in(account, citizen_message("Ya, Bu Dewi"), now=LATER)
    assert seen_by(case) == LANE


def test_who_is_named_by_one_of_the_lane_is_kept_out_and_the_next_post_has_the_desk(account: Any) -> None:
    case = new_complaint(account, BAD)
    name_party(case.id, actor(Role.KASUBSI_INFOKIM).person_id, "Yang diadukan.", actor(Role.KEPALA_KANTOR), LATER)
    assert seen_by(case) == {Role.KASI_TIKKIM, Role.KEPALA_KANTOR}
    assert holder_now(Complaint.get_by_id(case.id)) is Role.KASI_TIKKIM
    release_suspected(case.id, actor(Role.KASI_TIKKIM), LATER)
    # A person named him: that stays.
    assert seen_by(case) == set(FRONT) - {Role.KASUBSI_INFOKIM}


def test_a_named_officer_of_the_front_desk_does_not_get_it_after_it_was_identified_either(account: Any) -> None:
    case = new_complaint(account, BAD + " Rahmat Hidayat orangnya.")
    identify(case.id, actor(Role.KASUBSI_INFOKIM), LATER, category="perilaku_petugas", subject="Pungutan")
    look_through(case.id, actor(Role.KASUBSI_INFOKIM), LATER)
    fresh = move_complaint(case.id, Move.IDENTIFIKASI_SELESAI, actor(Role.KASUBSI_INFOKIM), LATER)
    assert (seen_by(case), holder_now(fresh)) == (LANE, Role.KASUBSI_INFOKIM)


@pytest.mark.parametrize("only", LANE_POSTS)
def test_where_one_of_the_three_exists_alone_he_has_the_buttons(only: Role, account: Any) -> None:
    Staff.update(active=False).where(Staff.role.in_([str(role) for role in LANE_POSTS if role is not only])).execute()
    case = new_complaint(account, BAD)
    assert seen_by(case) >= {only} and Role.PENGELOLA not in seen_by(case)
    release_suspected(case.id, actor(only), LATER)


def test_where_none_of_them_is_left_the_front_desk_gets_it(account: Any) -> None:
    case = new_complaint(account, BAD)
    assert keep_lane(LATER) == 0
    Staff.update(active=False).where(Staff.role.in_([str(role) for role in LANE_POSTS])).execute()
    assert (keep_lane(LATER), keep_lane(LATER)) == (1, 0)
    assert Role.PENGELOLA in seen_by(case)
    fresh = Complaint.get_by_id(case.id)
    assert (fresh.conduct, fresh.identity_protected, holder_now(fresh)) == ("tanpa_pejabat", True, Role.PENGELOLA)
    second = new_complaint(account, BAD, "628110000003")
    assert Role.PENGELOLA in seen_by(second)


def test_an_acting_head_decides_as_the_head_himself(account: Any) -> None:
    case = new_complaint(account, BAD)
    plain = add_staff(Role.PENGELOLA, username="plh")
    assert not is_visible(case, actor_of(plain))
    acting = replace(actor_of(plain), stands_in=frozenset({Role.KASUBSI_INFOKIM}))
    release_suspected(case.id, acting, LATER)


def test_it_is_not_merged_before_somebody_decided(account: Any) -> None:
    case, other = new_complaint(account, BAD), new_complaint(account, who="628110000002")
    for source, target in ((case, other), (other, case)):
        with pytest.raises(LinkNotAllowed, match="Kenali atau lepaskan"):
            merge_complaints(source.id, target.id, "Sama.", actor(Role.KASUBSI_INFOKIM), LATER)
