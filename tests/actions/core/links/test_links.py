"""The graph of merges and what stands in a complaint, asked directly; comments of one person in a row."""

from datetime import timedelta
from itertools import pairwise
from typing import Any

import pytest

from models.actions.cases.merge_complaints import merge_complaints
from models.actions.cases.split_complaint import split_complaint
from models.actions.core.links.contents import brought_to, messages_in, put_in, settle_carried, sharing, take_out
from models.actions.core.links.graph import all_below, kin_of, merges_into, standing_merge, way_up
from models.actions.core.links.threads import let_go, take_hold
from models.actions.figures.register_lines import register_lines
from models.actions.intake.file_by_hand import Filing, file_by_hand
from models.actions.papers.dossier.dossier_facts import dossier_facts
from models.actions.papers.draft_document import draft_document
from models.rules.cases.links import LINK_LABELS, LinkMove
from models.rules.intake.filing import Origin
from models.rules.staff.roles import Role
from models.tables import (
    ChannelAccount,
    Complaint,
    ComplaintLink,
    ComplaintMessage,
    Document,
    OfficeSetting,
    OpenThread,
)
from tests.actions.linking import BUDI, SARI, TUTI, holder_of_thread, ids_of, post, sound, texts
from tests.actions.walking import Walk
from tests.office import NOW, actor, citizen_message, new_complaint, take_in

LATER = NOW + timedelta(minutes=5)


@pytest.fixture
def chain(account: ChannelAccount) -> list[Complaint]:
    """Three complaints, the first merged into the second, that into the third."""
    cases = [new_complaint(account, words, who) for words, who in (("a", SARI), ("b", BUDI), ("c", TUTI))]
    for source, target in pairwise(cases):
        merge_complaints(source.id, target.id, "sama", actor(Role.PENGELOLA), LATER)
    return cases


def test_the_way_up_and_everything_below_are_read_through_every_merge(chain: list[Complaint]) -> None:
    one, two, three = (case.id for case in chain)
    assert [(link.source_id, link.target_id) for link in way_up(one)] == [(one, two), (two, three)]
    assert (way_up(three), set(all_below(three)), all_below(one)) == ([], {one, two}, [])
    assert [link.source_id for link in merges_into(three)] == [two]
    assert standing_merge(three) is None
    assert set(kin_of(three)) == {one, two}


def test_kin_is_also_what_a_case_was_split_off(account: ChannelAccount) -> None:
    case = new_complaint(account, "a", SARI)
    new = split_complaint(ids_of("a"), actor(Role.PENGELOLA), LATER, source_id=case.id)
    assert (kin_of(new.id), kin_of(case.id)) == ([case.id], [])


def test_a_message_put_in_again_uses_its_row_again(account: ChannelAccount) -> None:
    one, other = new_complaint(account, "a", SARI), new_complaint(account, "b", BUDI)
    (message,) = ids_of("a")
    assert put_in(other.id, [message], None, LATER) == {message}
    assert put_in(other.id, [message], None, LATER) == set()
    take_out(other.id, [message], None, LATER)
    assert sharing([message]) == {one.id}
    assert put_in(other.id, [message], None, LATER) == {message}
    assert ComplaintMessage.select().where(ComplaintMessage.message == message).count() == 2


def test_what_two_merges_bring_stays_until_the_second_is_undone(account: ChannelAccount) -> None:
    one, two, three = (new_complaint(account, w, who) for w, who in (("a", SARI), ("b", BUDI), ("c", TUTI)))
    put_in(two.id, ids_of("a"), None, LATER)
    for source in (one, two):
        merge_complaints(source.id, three.id, "sama", actor(Role.PENGELOLA), LATER)
    first, second = ComplaintLink.select().order_by(ComplaintLink.id)
    assert brought_to(three.id) == set(ids_of("a", "b"))
    ComplaintLink.update(undone_at=LATER).where(ComplaintLink.id == first.id).execute()
    settle_carried(three.id, None, LATER)
    assert texts(three) == {"a", "b", "c"}
    row = ComplaintMessage.get(
        (ComplaintMessage.complaint == three.id) & (ComplaintMessage.message == ids_of("a")[0])
    )
    assert row.through_id == second.id
    ComplaintLink.update(undone_at=LATER).where(ComplaintLink.id == second.id).execute()
    settle_carried(three.id, None, LATER)
    assert messages_in(three.id) == set(ids_of("c"))


def test_conversations_are_let_go_and_taken_again_with_all_that_is_merged(chain: list[Complaint]) -> None:
    lead = Complaint.get_by_id(chain[2].id)
    let_go(lead)
    assert OpenThread.select().count() == 0
    assert take_hold(lead)
    assert [holder_of_thread(case) for case in chain] == [case.id for case in chain]


def test_comments_of_one_person_under_several_posts_in_a_row_are_one_complaint(account: Any) -> None:
    near = [
        post(f"k{place}", SARI, f"post{place}", sent_at=NOW + timedelta(minutes=10 * place)) for place in range(3)
    ]
    others = post("lain", BUDI, "post0", sent_at=NOW - timedelta(seconds=20))
    take_in(account, near[0], near[1], others, now=NOW + timedelta(minutes=11))
    take_in(account, near[2], now=NOW + timedelta(minutes=21))
    other, case = Complaint.select().order_by(Complaint.id)  # by the time it was written
    assert (texts(case), texts(other)) == ({"k0", "k1", "k2"}, {"lain"})
    assert (case.unread, OpenThread.select().where(OpenThread.complaint == case.id).count()) == (3, 3)
    take_in(account, post("lagi", SARI, "post1"), now=NOW + timedelta(days=2))
    assert "lagi" in texts(case)
    assert sound()


def test_later_or_identified_or_switched_off_they_are_complaints_of_their_own(account: Any) -> None:
    take_in(account, post("k0", SARI, "post0", sent_at=NOW))
    late = NOW + timedelta(minutes=31)
    take_in(account, post("k1", SARI, "post1", sent_at=late), now=late)
    assert Complaint.select().count() == 2
    OfficeSetting.update(value="0").where(OfficeSetting.key == "menit_kiriman_beruntun").execute()
    take_in(account, post("k2", SARI, "post2", sent_at=late), post("k3", SARI, "post3", sent_at=late), now=late)
    assert Complaint.select().count() == 4
    OfficeSetting.update(value="30").where(OfficeSetting.key == "menit_kiriman_beruntun").execute()
    Complaint.update(stage="tanggapan_awal").execute()
    take_in(account, post("k4", SARI, "post4", sent_at=late), now=late)
    assert Complaint.select().count() == 5


def test_messages_in_private_are_never_drawn_into_a_comments_complaint(account: Any) -> None:
    take_in(account, post("di depan umum", SARI, "post0", sent_at=NOW), now=NOW)
    take_in(account, citizen_message("rahasia", SARI, NOW), now=NOW)
    assert [texts(case) for case in Complaint.select().order_by(Complaint.id)] == [{"di depan umum"}, {"rahasia"}]


def test_the_clock_of_the_agent_and_the_queue_leave_merged_ones_alone(account: Any) -> None:
    walk = Walk(account).identified()
    other = new_complaint(account, "b", BUDI)
    merge_complaints(walk.id, other.id, "sama", actor(Role.PENGELOLA), walk.tick())
    assert [row.id for row in Complaint.select().where(Complaint.open)] == [other.id]
    assert walk.case.due_at is None


def test_the_register_and_the_dossier_say_where_a_merged_one_went(chain: list[Complaint]) -> None:
    month = "2026-11"
    follow_ups = {line["number"]: line["follow_up"] for line in register_lines(month, LATER)}
    assert [follow_ups[case.number] for case in chain[:2]] == [f"Digabung ke {chain[2].number}"] * 2
    facts = dossier_facts(Complaint.get_by_id(chain[0].id))
    assert LINK_LABELS[LinkMove.GABUNG] in str(facts["moves"])
    received = str(dossier_facts(Complaint.get_by_id(chain[2].id))["moves"])
    assert f"Menerima gabungan {chain[1].number}" in received


def test_what_is_filed_by_hand_in_a_merged_conversation_opens_the_page_of_the_one_that_goes_on(account: Any) -> None:
    by, filing = actor(Role.PENGELOLA), Filing(Origin.TELEPON, "Paspor", NOW, "Sari", "+628110000001")
    one = file_by_hand(filing, (), "kunci-formulir-000001", by, NOW)
    other = new_complaint(account, "b", BUDI)
    assert one is not None
    merge_complaints(one.id, other.id, "sama", by, LATER)
    assert file_by_hand(filing, (), "kunci-formulir-000002", by, LATER) == other
    assert one.id < other.id
    third = new_complaint(account, "c", TUTI)
    merge_complaints(other.id, third.id, "sama", by, LATER)
    assert file_by_hand(filing, (), "kunci-formulir-000003", by, LATER) == third


def test_a_protected_complainant_is_taken_out_of_drafts_of_the_case_he_goes_into(account: Any) -> None:
    walk = Walk(account).at_kasubsi()
    draft_document(walk.id, "ND-TERUS", actor(Role.PENGELOLA), walk.tick())
    other = new_complaint(account, "b", BUDI)
    Complaint.update(identity_protected=True).where(Complaint.id == other.id).execute()
    assert "Sari Contoh" in Document.get(Document.complaint == walk.id).facts
    merge_complaints(other.id, walk.id, "sama", actor(Role.PENGELOLA), walk.tick())
    assert "Sari Contoh" not in Document.get(Document.complaint == walk.id).facts
