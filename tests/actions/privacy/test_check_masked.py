"""Papers that were signed before the complainant was protected open only to whom his identity is open."""

from typing import Any

import pytest

from models.actions.privacy.check_masked import check_identity_open, check_masked
from models.actions.privacy.protect_identity import protect_identity
from models.actions.privacy.unmask_identity import ask_unmasking
from models.rules.core.errors import NotPermitted
from models.rules.staff.roles import Role
from tests.actions.drafting import set_office
from tests.actions.walking import Walk
from tests.office import actor


def test_a_paper_from_before_opens_with_a_grant_and_one_from_after_to_everybody(account: Any) -> None:
    walk = Walk(account).at_kasubsi()
    old = walk.paper("ND-TERUS")
    kasubsi = actor(Role.KASUBSI_INFOKIM)
    check_masked(old, kasubsi, walk.tick())
    check_identity_open(walk.case, kasubsi, walk.now)
    protect_identity(walk.id, "diminta pelapor", kasubsi, walk.tick())
    for closed in (check_masked, check_identity_open):
        with pytest.raises(NotPermitted, match="Kerahasiaan"):
            closed(old if closed is check_masked else walk.case, kasubsi, walk.tick())  # type: ignore[operator]
    new = walk.paper("ND-TERUS")
    check_masked(new, kasubsi, walk.tick())
    set_office("buka_identitas_dua_orang", "tidak")
    ask_unmasking(walk.id, "Memeriksa nota dinas yang lama", kasubsi, walk.tick())
    check_masked(old, kasubsi, walk.tick())
    check_identity_open(walk.case, kasubsi, walk.now)
    with pytest.raises(NotPermitted):
        check_masked(old, actor(Role.PENGELOLA), walk.tick())
