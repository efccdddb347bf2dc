"""A suspected case is released in one press, audited, and never caught again by its words."""

from typing import Any

import pytest

from models.actions.core.case import holder_now
from models.actions.privacy.release_suspected import release_suspected
from models.rules.core.errors import AlreadyDone, NotPermitted, RuleBroken, StaleCase
from models.rules.staff.roles import Role
from models.tables import Audit, Complaint
from tests.actions.lane import BAD, FRONT, LATER, seen_by
from tests.office import actor, citizen_message, new_complaint, take_in


def test_released_it_is_as_any_other_case_and_its_words_catch_it_no_more(account: Any) -> None:
    case = new_complaint(account, BAD)
    with pytest.raises(NotPermitted):
        release_suspected(case.id, actor(Role.PENGELOLA), LATER)
    with pytest.raises(StaleCase):
        release_suspected(case.id, actor(Role.KASI_TIKKIM), LATER, version=case.version - 1)
    release_suspected(case.id, actor(Role.KASI_TIKKIM), LATER, version=case.version, form_key="kunci-lepas-000001")
    fresh = Complaint.get_by_id(case.id)
    assert (fresh.identity_protected, holder_now(fresh), seen_by(case)) == (False, Role.PENGELOLA, set(FRONT))
    with pytest.raises(AlreadyDone):
        release_suspected(case.id, actor(Role.KASI_TIKKIM), LATER, form_key="kunci-lepas-000001")
    with pytest.raises(RuleBroken, match="sudah tidak"):
        release_suspected(case.id, actor(Role.KEPALA_KANTOR), LATER, form_key="kunci-lepas-000002")
    take_in(account, citizen_message(BAD), now=LATER)
    assert seen_by(case) == set(FRONT)
    event = Audit.select().where(Audit.event == "jalur_perilaku").order_by(Audit.id.desc()).first()
    assert (event.actor, event.before, event.after) == ("kasi_tikkim", "usulan", "dilepas")
