"""What waits for a person's signature is what his bell says: by delegation too, and nothing he may not see."""

from dataclasses import replace
from typing import Any

from models.actions.figures.close_month import close_month
from models.actions.papers.draft_document import draft_document, draft_office_paper
from models.actions.papers.in_turn.waiting import waiting_for, waiting_signatures
from models.actions.papers.initial_document import initial_document, return_document
from models.actions.papers.own.keep_type import change_type
from models.actions.papers.sign_document import sign_document
from models.rules.cases.sop import Move, Stage
from models.rules.staff.roles import Role, Section
from models.tables import Complaint, ConflictParty, Delegation, Document, Staff
from tests.actions.papers.sent.going import OWN, Going, GoingOwn
from tests.actions.walking import Walk
from tests.admin_app.queue.test_queue import counted
from tests.office import NOW, actor
from tests.own_types import admin, keep


def drafted(account: Any, who: str = "628110000001") -> tuple[Walk, Document]:
    walk = Walk(account, who=who).at_kasubsi()
    return walk, draft_document(walk.id, "ND-TERUS", actor(Role.KASUBSI_INFOKIM), walk.tick())


def of(role: Role) -> list[int]:
    return [one.draft.id for one in waiting_for(actor(role), NOW)]


def test_the_oldest_draft_stands_first_and_only_before_its_signer(account: Any) -> None:
    (walk, first), (_, second) = drafted(account), drafted(account, "628110000002")
    assert of(Role.KASUBSI_INFOKIM) == [first.id, second.id]
    assert [of(role) for role in Role if role not in (Role.KASUBSI_INFOKIM, Role.ADMINISTRATOR)] == [[]] * 6
    sign_document(first.id, actor(Role.KASUBSI_INFOKIM), walk.tick())
    assert of(Role.KASUBSI_INFOKIM) == [second.id]


def test_what_came_back_lies_at_another_desk_or_is_closed_does_not_wait(account: Any) -> None:
    (walk, back), (moved, _), (closed, _) = (drafted(account, f"62811000000{place}") for place in range(1, 4))
    return_document(back.id, "Perbaiki", actor(Role.KASUBSI_INFOKIM), walk.tick())
    moved.move(Move.KEMBALIKAN_PENERUSAN)
    Complaint.update(open=False).where(Complaint.id == closed.id).execute()
    assert of(Role.KASUBSI_INFOKIM) == []
    Document.update(version=Document.version + 1).where(Document.id == back.id).execute()  # corrected
    assert [(one.draft.id, one.returns) for one in waiting_signatures()] == [(back.id, 1)]


def test_by_written_delegation_it_waits_for_both(account: Any) -> None:
    _, paper = drafted(account)
    day = NOW.date()
    Delegation.create(
        from_post=str(Role.KASUBSI_INFOKIM),
        to_post=str(Role.KASI_TIKKIM),
        document_types="ND-TERUS",
        valid_from=day,
        basis="SK-1",
    )
    assert (of(Role.KASUBSI_INFOKIM), of(Role.KASI_TIKKIM)) == ([paper.id], [paper.id])


def test_whom_the_case_names_does_not_find_it_here_either(account: Any) -> None:
    walk, _ = drafted(account)
    kasubsi = Staff.get(Staff.username == str(Role.KASUBSI_INFOKIM))
    ConflictParty.create(complaint=walk.id, staff=kasubsi, why="keluarga", named_at=NOW)
    assert of(Role.KASUBSI_INFOKIM) == []


def test_a_list_of_a_month_waits_once_it_has_all_initials(account: Any) -> None:
    del account
    kasubsi, pengelola = actor(Role.KASUBSI_INFOKIM), actor(Role.PENGELOLA)
    over = NOW.replace(month=12, day=1)
    close_month("2026-11", kasubsi, over)
    memo = draft_office_paper("ND-REKAP", "2026-11", pengelola, over)
    assert of(Role.KASUBSI_INFOKIM) == []
    initial_document(memo.id, pengelola, over)
    assert (of(Role.KASUBSI_INFOKIM), of(Role.KASI_LALINTALKIM)) == ([memo.id], [])


def test_what_is_in_srikandi_waits_with_the_word_where_it_is(account: Any) -> None:
    going = Going(account)
    assert [one.sent for one in waiting_for(going.kasubsi, NOW)] == [None]


def test_what_is_away_waits_for_its_post_also_after_its_case_went_on(account: Any) -> None:
    going = Going(account)
    going.away()
    Complaint.update(stage=str(Stage.PENELITIAN), section=str(Section.LALINTALKIM)).where(
        Complaint.id == going.walk.id
    ).execute()
    assert of(Role.KASUBSI_INFOKIM) == [going.paper.id]
    going.back()
    assert of(Role.KASUBSI_INFOKIM) == [going.paper.id]


def test_a_paper_of_an_own_type_that_is_away_waits_also_where_the_type_is_offered_no_more(account: Any) -> None:
    going = GoingOwn(account)
    going.away()
    change_type(replace(OWN, stages=(Stage.PENELITIAN,)), 1, admin(), NOW)
    assert of(Role.KASUBSI_INFOKIM) == [going.paper.id]
    going.back()
    assert of(Role.KASUBSI_INFOKIM) == [going.paper.id]


def test_more_drafts_cost_no_more_queries(account: Any) -> None:
    keep(OWN)
    kasubsi, found = actor(Role.KASUBSI_INFOKIM), []
    for at in range(4):
        walk = Walk(account, who=f"62811000000{at}").at_kasubsi()
        for code in ("ND-TERUS", OWN.code):
            draft_document(walk.id, code, kasubsi, walk.tick())
        with counted() as seen:
            waiting = waiting_for(kasubsi, NOW)
        found.append((len(waiting), len(seen)))
    assert [drafts for drafts, _ in found] == [2, 4, 6, 8]
    assert len({queries for _, queries in found}) == 1
    assert found[0][1] <= 8
