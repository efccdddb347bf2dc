"""A paper is numbered by the archive code chosen for its day. Both databases."""

from datetime import timedelta
from typing import Any

from models.actions.core.office_facts import office_settings
from models.actions.papers.draft_document import draft_document
from models.actions.papers.numbers.archive_codes import PAPER, settings_on
from models.actions.papers.sign_document import sign_document
from models.actions.retention.scheme.choose_code import choose_code
from models.rules.core.moments import to_wib
from models.rules.staff.roles import Role
from models.tables import Document, OfficeSetting
from tests.actions.walking import Walk
from tests.office import NOW, actor

KASUBSI = Role.KASUBSI_INFOKIM
TODAY, DAY = to_wib(NOW).date(), timedelta(days=1)


def test_a_paper_is_numbered_by_the_code_of_its_day_and_keeps_it(account: Any) -> None:
    OfficeSetting.update(value="mandiri").where(OfficeSetting.key == "mode_nomor").execute()
    choose_code(f"{PAPER}ND-TERUS", "PW.06.03", TODAY, actor(KASUBSI), NOW)
    walk = Walk(account).at_kasubsi()
    paper = draft_document(walk.id, "ND-TERUS", actor(KASUBSI), walk.tick()).id
    sign_document(paper, actor(KASUBSI), walk.tick())
    assert "PW.06.03" in Document.get_by_id(paper).number
    assert settings_on(office_settings(), TODAY - DAY).get("klasifikasi_ND-TERUS") is None
