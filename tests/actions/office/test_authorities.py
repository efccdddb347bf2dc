"""By what somebody signs for another post: his order, the delegations, both; kept with the paper he signed."""

import json
from datetime import date, timedelta
from typing import Any

from models.actions.core.actor import actor_of
from models.actions.office.authorities import authority_for
from models.actions.office.hand_over import HandOver, end_hand_over, hand_over
from models.actions.papers.sign_document import sign_document
from models.actions.upkeep.verify.office import Office
from models.actions.upkeep.verify.signatures import authorities
from models.rules.core.moments import to_wib
from models.rules.staff.roles import Role
from models.tables import Document, OfficeHolder, Staff
from tests.actions.drafting import draft
from tests.actions.office.test_delegations import HEAD, KASI, KASUBSI, delegate, stand_in
from tests.actions.walking import Walk
from tests.office import NOW, actor

TODAY = to_wib(NOW).date()
DAY = date(2026, 11, 10)


def failing() -> list[str]:
    return list(authorities(Office(files=None, attempts_log=None, now=NOW)))  # type: ignore[arg-type]


def test_the_way_is_told_from_the_post_to_who_signs(account: Any) -> None:
    delegate(HEAD, KASI)
    delegate(KASI, KASUBSI)
    stand_in(KASUBSI, "plt", DAY, DAY)
    assert authority_for(HEAD, HEAD, "SURAT", DAY) == ""
    told = authority_for(HEAD, KASI, "SURAT", DAY)
    assert told == (
        "pelimpahan Surat Contoh 1 dari Kepala Kantor kepada Kasi TIKKIM, 2 November 2026 – 27 November 2026 "
        "(pelimpahan 1)"
    )
    both = authority_for(HEAD, KASUBSI, "SURAT", DAY).split("; ")
    assert both[0] == told
    assert both[1].startswith("pelimpahan Surat Contoh 1 dari Kasi TIKKIM kepada Kasubsi Infokim")
    assert both[2].startswith(
        "Plt. Kasubsi Infokim, surat perintah yang belum dicatat, 10 November 2026 (serah tugas"
    )


def test_what_a_plh_signed_keeps_his_order_after_he_was_ended_the_same_day(account: Any) -> None:
    walk = Walk(account).at_kasubsi()
    person = Staff.get(Staff.username == str(Role.KASI_INTELDAKIM))
    days = (TODAY, TODAY + timedelta(days=2))
    row = hand_over(HandOver(KASUBSI, person.id, *days, "SP-7"), actor(Role.KEPALA_KANTOR), walk.now)
    signed = sign_document(draft(walk).id, actor_of(person, day=TODAY), walk.tick())
    assert json.loads(signed.facts)["signer"]["title_lines"][0].startswith("Plh. ")
    assert signed.authority == (
        f"Plh. Kasubsi Infokim, surat perintah SP-7, 25 November 2026 – 27 November 2026 (serah tugas {row.id})"
    )
    end_hand_over(row.id, actor(Role.KEPALA_KANTOR), walk.tick())
    assert Document.get_by_id(signed.id).authority == signed.authority
    assert failing() == []


def test_verify_asks_for_the_authority_of_papers_that_do_not_keep_it(account: Any) -> None:
    walk = Walk(account).at_kasubsi()
    person = Staff.get(Staff.username == str(Role.KASI_INTELDAKIM))
    row = hand_over(HandOver(KASUBSI, person.id, TODAY, TODAY, "SP-7"), actor(Role.KEPALA_KANTOR), walk.now)
    sign_document(draft(walk).id, actor_of(person, day=TODAY), walk.tick())
    Document.update(authority="").execute()  # as an earlier version signed
    end_hand_over(row.id, actor(Role.KEPALA_KANTOR), walk.tick())
    assert failing() == []
    OfficeHolder.update(order_number="").where(OfficeHolder.id == row.id).execute()
    assert "by no authority on record" in failing()[0]
    OfficeHolder.update(order_number="SP-7", valid_until=TODAY - timedelta(days=1)).where(
        OfficeHolder.id == row.id
    ).execute()  # as an earlier version ended it
    assert ["by no authority" in failing()[0], "ends before he begins" in failing()[1]] == [True, True]


def test_who_holds_the_post_himself_needs_none(account: Any) -> None:
    walk = Walk(account).at_kasubsi()
    assert sign_document(draft(walk).id, actor(KASUBSI), walk.tick()).authority == ""
    assert failing() == []
