"""Where paper is kept, a case is put away when its folder, with every paper, stands in a place. Both databases."""

from typing import Any

import pytest

from models.actions.core.case import facts_of
from models.actions.retention.folders.place import place_folder
from models.rules.cases.put_away import KEEPS_PAPER
from models.rules.cases.sop import Move, Stage
from models.rules.core.errors import OutputMissing
from models.rules.staff.roles import Role
from models.tables import Document, OfficeSetting
from tests.actions.core.test_case_papers import at_the_end
from tests.actions.walking import Walk
from tests.office import actor

PLACE = ("Ruang Arsip", "2", "7", "24")


def keeps_paper(answer: str = "ya") -> None:
    OfficeSetting.update(value=answer).where(OfficeSetting.key == KEEPS_PAPER).execute()


def test_a_case_is_put_away_when_its_folder_holds_every_paper(account: Any) -> None:
    walk = at_the_end(account)
    keeps_paper()
    with pytest.raises(OutputMissing, match="belum ditata di rak"):
        walk.move(Move.ARSIPKAN, "Rak penuh.")
    place_folder(walk.id, PLACE, actor(Role.PENGELOLA), walk.tick())
    Document.update(signed_copy_at=walk.tick()).where(Document.type == "ND-TERUS").execute()
    with pytest.raises(OutputMissing, match="1 naskah belum dimasukkan"):
        walk.move(Move.ARSIPKAN)
    place_folder(walk.id, PLACE, actor(Role.PENGELOLA), walk.tick())
    walk.move(Move.ARSIPKAN)
    assert walk.stage is Stage.SELESAI


@pytest.mark.parametrize("answer", ["tidak", ""])
def test_an_office_that_keeps_no_paper_is_not_asked(account: Any, answer: str) -> None:
    walk = at_the_end(account)
    keeps_paper(answer)
    walk.move(Move.ARSIPKAN)
    assert walk.stage is Stage.SELESAI


def test_nothing_is_asked_before_the_case_is_to_be_put_away(account: Any) -> None:
    keeps_paper()
    walk = Walk(account).at_section()
    assert facts_of(walk.case, walk.now).unplaced == ""
