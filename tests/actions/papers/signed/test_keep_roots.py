"""Roots are added and removed by who keeps the office; no copy stays trusted by a removed one; both databases."""

from datetime import datetime
from typing import Any

import pytest

from models.actions.papers.signed.attach_signed_copy import Returned, attach_signed_copy
from models.actions.papers.signed.keep_roots import add_roots, as_far_as_trusted, remove_root, roots_in_use
from models.rules.core.errors import AlreadyDone, NotPermitted, NotVisible
from models.rules.papers.copy_states import CopyState
from models.rules.papers.judge_copy import Verdict
from models.rules.papers.signatures import RootFound
from models.rules.staff.roles import Role
from models.tables import Audit, Document, TrustRoot
from tests.actions.walking import Walk
from tests.office import actor

ROOT = RootFound("Akar Contoh", "a" * 64, datetime(2020, 1, 1), datetime(2040, 1, 1), "MII=")
OTHER = RootFound("Akar Lain", "b" * 64, datetime(2020, 1, 1), datetime(2040, 1, 1), "MIJ=")
ADMIN = Role.ADMINISTRATOR


def filed(walk: Walk, state: CopyState, *roots: str) -> Document:
    paper = Document.get(Document.type == "ND-TERUS")
    came = Returned(f"NOTA DINAS NOMOR {paper.number}", verdict=Verdict(state, "Contoh", walk.now, roots))
    return attach_signed_copy(paper.id, "c" * 64, came, actor(Role.PENGELOLA), walk.tick())


def test_a_root_is_trusted_once_by_name_of_who_added_it_and_can_come_back(account: Any) -> None:
    walk = Walk(account)
    assert add_roots([ROOT, ROOT, OTHER], actor(ADMIN), walk.now) == 2
    with pytest.raises(AlreadyDone):
        add_roots([ROOT], actor(ADMIN), walk.now)
    assert [row.fingerprint for row in roots_in_use()] == [ROOT.fingerprint, OTHER.fingerprint]
    remove_root(roots_in_use()[0].id, actor(ADMIN), walk.now)
    with pytest.raises(NotVisible):
        remove_root(TrustRoot.get(TrustRoot.fingerprint == ROOT.fingerprint).id, actor(ADMIN), walk.now)
    assert add_roots([ROOT], actor(ADMIN), walk.now) == 1
    assert TrustRoot.select().count() == 3
    events = [row.event for row in Audit.select().where(Audit.event.startswith("akar")).order_by(Audit.seq)]
    assert events == ["akar_dipercaya", "akar_dipercaya", "akar_dihapus", "akar_dipercaya"]


def test_nobody_else_adds_or_removes_one(account: Any) -> None:
    walk = Walk(account)
    add_roots([ROOT], actor(ADMIN), walk.now)
    for role in (Role.PENGELOLA, Role.KEPALA_KANTOR):
        with pytest.raises(NotPermitted):
            add_roots([OTHER], actor(role), walk.now)
        with pytest.raises(NotPermitted):
            remove_root(roots_in_use()[0].id, actor(role), walk.now)


@pytest.mark.parametrize("state", [CopyState.DIPERCAYA, CopyState.DIPERCAYA_LENGKAP, CopyState.WAKTU_DINYATAKAN])
def test_what_rested_on_a_removed_root_has_to_be_looked_at_again(account: Any, state: CopyState) -> None:
    walk = Walk(account).at_section()
    add_roots([ROOT, OTHER], actor(ADMIN), walk.now)
    paper = filed(walk, state, ROOT.fingerprint)
    first, second = roots_in_use()
    assert remove_root(second.id, actor(ADMIN), walk.tick()) == 0
    assert Document.get_by_id(paper.id).signed_copy_state == state
    assert remove_root(first.id, actor(ADMIN), walk.tick()) == 1
    assert Document.get_by_id(paper.id).signed_copy_state == CopyState.AKAR_DICABUT


def test_a_false_copy_stays_false_and_a_root_that_went_meanwhile_vouches_for_nothing(account: Any) -> None:
    walk = Walk(account).at_section()
    add_roots([ROOT], actor(ADMIN), walk.now)
    trusted = Verdict(CopyState.DIPERCAYA, roots=(ROOT.fingerprint,))
    assert as_far_as_trusted(trusted) is CopyState.DIPERCAYA
    paper = filed(walk, CopyState.BERUBAH, ROOT.fingerprint)
    remove_root(roots_in_use()[0].id, actor(ADMIN), walk.tick())
    assert Document.get_by_id(paper.id).signed_copy_state == CopyState.BERUBAH
    assert as_far_as_trusted(trusted) is CopyState.AKAR_DICABUT
