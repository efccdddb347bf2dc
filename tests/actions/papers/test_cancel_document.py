"""Cancelled papers: kept, with their number and reason, and no longer counted."""

from typing import Any

import pytest

from models.actions.papers.cancel_document import cancel_document
from models.actions.papers.sign_document import sign_document
from models.rules.cases.sop import Move
from models.rules.core.errors import AlreadyDone, DocumentNotAllowed, OutputMissing
from models.rules.staff.roles import Role
from models.tables import IssuedNumber
from tests.actions.drafting import draft
from tests.actions.walking import Walk
from tests.office import actor


def test_a_cancelled_paper_keeps_its_number_and_no_longer_counts(account: Any) -> None:
    walk = Walk(account).at_kasubsi()
    kasubsi = actor(Role.KASUBSI_INFOKIM)
    first = sign_document(draft(walk).id, kasubsi, walk.tick())
    with pytest.raises(DocumentNotAllowed):
        cancel_document(first.id, "  ", kasubsi, walk.tick())
    cancel_document(first.id, "Salah tujuan", kasubsi, walk.tick())
    with pytest.raises(AlreadyDone):
        cancel_document(first.id, "lagi", kasubsi, walk.tick())
    with pytest.raises(OutputMissing):
        walk.move(Move.TERUSKAN_KE_SEKSI)
    second = sign_document(draft(walk).id, kasubsi, walk.tick())
    numbers = {row.urut: row.cancelled for row in IssuedNumber.select().where(IssuedNumber.holder.startswith("doc"))}
    assert (second.number, numbers) == ("WIM.32.IMI.5-UM.01.01-2", {1: True, 2: False})
