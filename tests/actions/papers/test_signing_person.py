"""Who presses “sign” is whose name the paper carries: never his predecessor's, his successor's or his Plh.'s."""

import json
from datetime import date, datetime
from typing import Any

import pytest

from models.actions.core.actor import actor_of
from models.actions.papers.draft_document import draft_office_paper
from models.actions.papers.sign_document import sign_document
from models.actions.papers.signing_person import signing_block
from models.actions.staff.keep_staff import link_official
from models.rules.core.errors import DocumentNotAllowed
from models.rules.papers.numbering import PaperDate
from models.rules.staff.roles import Role
from models.tables import IssuedNumber, OfficeHolder, Official, Staff
from tests.actions.drafting import draft, use_mode
from tests.actions.walking import Walk
from tests.office import NOW, actor, add_staff

KASUBSI = Role.KASUBSI_INFOKIM
TODAY = date(2026, 11, 25)


def successor(since: date) -> Staff:
    """Let somebody else hold the post from a day on; the account of who held it before is still open."""
    OfficeHolder.update(valid_until=date(since.year, since.month, since.day - 1)).where(
        OfficeHolder.post == str(KASUBSI)
    ).execute()
    person = Official.create(name="Penerus Contoh", nip="198001012005011001")
    OfficeHolder.create(post=str(KASUBSI), official=person, valid_from=since)
    return Staff.create(
        username="penerus", name=person.name, password_hash="", role=str(KASUBSI), official=person, created_at=NOW
    )


def test_who_held_the_post_before_signs_no_more_and_no_number_is_spent(account: Any) -> None:
    walk = Walk(account).at_kasubsi()
    new = actor_of(successor(TODAY))
    paper = draft(walk)
    with pytest.raises(DocumentNotAllowed, match="ada pada Penerus Contoh, bukan pada Anda"):
        sign_document(paper.id, actor(KASUBSI), walk.tick())
    assert IssuedNumber.select().where(IssuedNumber.holder.startswith("document:")).count() == 0
    signed = sign_document(paper.id, new, walk.tick())
    assert (json.loads(signed.facts)["signer"]["name"], signed.number) == (
        "Penerus Contoh",
        "WIM.32.IMI.5-UM.01.01-1",
    )


def test_a_paper_dated_before_ones_time_is_not_signed_in_the_name_of_who_held_the_post_then(account: Any) -> None:
    walk = Walk(account).at_kasubsi()
    use_mode("eksternal")
    new = actor_of(successor(TODAY))
    paper, earlier = draft(walk), PaperDate(date(2026, 11, 24), "Nomor diberikan kemarin")
    with pytest.raises(DocumentNotAllowed, match=r"Pada 24-11-2026 .* ada pada Contoh Kasubsi Infokim"):
        sign_document(paper.id, new, walk.tick(), number="WIM.32.IMI.5-UM.01.01-601", dated=earlier)


def test_while_a_plh_stands_in_the_holder_himself_does_not_sign(account: Any) -> None:
    walk = Walk(account).at_kasubsi()
    standing = Staff.get(Staff.username == "kasi_tikkim")
    OfficeHolder.create(
        post=str(KASUBSI), official=standing.official, kind="plh", valid_from=TODAY, valid_until=TODAY
    )
    paper = draft(walk)
    with pytest.raises(DocumentNotAllowed, match="ada pada Contoh Kasi TIKKIM"):
        sign_document(paper.id, actor(KASUBSI), walk.tick())
    signed = sign_document(paper.id, actor_of(standing, day=TODAY), walk.tick())
    signer = json.loads(signed.facts)["signer"]
    assert signer["title_lines"][0].startswith("Plh. Kepala Subseksi")
    assert signer["name"] == "Contoh Kasi TIKKIM"


def test_an_account_without_an_official_signs_nothing_until_it_is_linked(account: Any) -> None:
    kasubsi, later = actor(KASUBSI), datetime(2026, 12, 1, 2, 0)
    own = Staff.get_by_id(kasubsi.staff_id).official_id
    paper = draft_office_paper("REGISTER", "2026-11", kasubsi, later)
    link_official(kasubsi.staff_id or 0, None, actor(Role.ADMINISTRATOR), later)
    with pytest.raises(DocumentNotAllowed, match="Minta Administrator menghubungkannya"):
        sign_document(paper.id, kasubsi, later)
    link_official(kasubsi.staff_id or 0, own, actor(Role.ADMINISTRATOR), later)
    assert sign_document(paper.id, kasubsi, later).state == "ditandatangani"


def test_officers_who_take_turns_at_the_counter_each_sign_in_their_own_name(account: Any) -> None:
    second = Official.create(name="Pengelola Kedua Contoh", nip="199001012015012001")
    staff = add_staff(Role.PENGELOLA, username="pengelola2")
    Staff.update(official=second.id).where(Staff.id == staff.id).execute()
    block = signing_block(Role.PENGELOLA, actor_of(Staff.get_by_id(staff.id)), "LEMBAR", TODAY)
    assert (block.title_lines, block.name) == (("Petugas Pengelola Pengaduan",), "Pengelola Kedua Contoh")
    assert signing_block(Role.PENGELOLA, actor(Role.PENGELOLA), "LEMBAR", TODAY).name == "Contoh Pengelola Pengaduan"


def test_where_nobody_is_entered_the_name_stays_empty(account: Any) -> None:
    OfficeHolder.delete().where(OfficeHolder.post == str(KASUBSI)).execute()
    assert signing_block(KASUBSI, actor(KASUBSI), "REKAP", TODAY).name == ""
