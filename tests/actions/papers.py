"""Short words for the tests of papers: the number mode, and a first draft."""

from models.actions.draft_document import draft_document
from models.rules.roles import Role
from models.tables import Document, OfficeSetting
from tests.actions.walking import Walk
from tests.office import actor


def use_mode(mode: str) -> None:
    OfficeSetting.update(value=mode).where(OfficeSetting.key == "mode_nomor").execute()


def draft(walk: Walk) -> Document:
    return draft_document(walk.id, "ND-TERUS", actor(Role.KASUBSI_INFOKIM), walk.tick())
