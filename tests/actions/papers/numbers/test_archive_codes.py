"""A paper is numbered by the archive code chosen for its day. Both databases."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from models.actions.core.office_facts import office_settings
from models.actions.papers.draft_document import draft_document
from models.actions.papers.numbers.archive_codes import PAPER, settings_on
from models.actions.papers.own.keep_type import change_type
from models.actions.papers.sign_document import sign_document
from models.actions.retention.scheme.choose_code import choose_code
from models.rules.cases.sop import Stage
from models.rules.core.errors import RuleBroken
from models.rules.core.moments import to_wib
from models.rules.papers.numbering import PaperDate
from models.rules.papers.own.own_type import Numbering, OwnType
from models.rules.staff.roles import Role
from models.tables import Document, OfficeSetting
from tests.actions.walking import Walk
from tests.office import NOW, actor
from tests.own_types import ORDER, admin, keep

KASUBSI = Role.KASUBSI_INFOKIM
TODAY, DAY = to_wib(NOW).date(), timedelta(days=1)
LETTER = replace(
    ORDER,
    stages=(Stage.PENERUSAN_KASUBSI,),
    drafters=(),
    paraf=(),
    signer=KASUBSI,
    classification="PW.06.03",
    questions=(),
)


def numbered(walk: Walk, dated: PaperDate | None = None) -> str:
    """Sign one more of these letters; return its number."""
    paper = draft_document(walk.id, LETTER.code, actor(KASUBSI), walk.tick()).id
    return str(sign_document(paper, actor(KASUBSI), walk.tick(), dated=dated).number)


def changed(own: OwnType) -> None:
    change_type(own, 1, admin(), NOW)


def test_a_paper_is_numbered_by_the_code_of_its_day_and_keeps_it(account: Any) -> None:
    OfficeSetting.update(value="mandiri").where(OfficeSetting.key == "mode_nomor").execute()
    choose_code(f"{PAPER}ND-TERUS", "PW.06.03", TODAY, actor(KASUBSI), NOW)
    walk = Walk(account).at_kasubsi()
    paper = draft_document(walk.id, "ND-TERUS", actor(KASUBSI), walk.tick()).id
    sign_document(paper, actor(KASUBSI), walk.tick())
    assert "PW.06.03" in Document.get_by_id(paper).number
    assert settings_on(office_settings(), TODAY - DAY).get("klasifikasi_ND-TERUS") is None


@pytest.mark.parametrize("code", ["", "PW.06.05"])
def test_a_code_that_an_own_type_gets_today_is_not_of_a_letter_of_yesterday(account: Any, code: str) -> None:
    OfficeSetting.update(value="mandiri").where(OfficeSetting.key == "mode_nomor").execute()
    keep(LETTER, moment=NOW - 9 * DAY)
    walk = Walk(account).at_kasubsi()
    changed(replace(LETTER, classification=code))
    earlier = PaperDate(TODAY - DAY, "Ditandatangani di luar kota pada hari itu")
    assert "-PW.06.03-" in numbered(walk, earlier)
    assert f"-{code or 'UM.01.01'}-" in numbered(walk)


def test_a_letter_dated_before_its_type_was_made_has_the_first_code_of_the_type(account: Any) -> None:
    keep(LETTER)
    assert settings_on({}, TODAY - 99 * DAY) == {"klasifikasi_SURAT-TUGAS": "PW.06.03"}


def test_a_code_chosen_by_date_stands_before_that_of_the_type(account: Any) -> None:
    keep(LETTER)
    choose_code(f"{PAPER}{LETTER.code}", "UM.01.01", TODAY, actor(KASUBSI), NOW)
    assert settings_on({}, TODAY) == {"klasifikasi_SURAT-TUGAS": "UM.01.01"}


def test_a_type_that_has_a_code_gets_another_from_today_at_the_earliest(account: Any) -> None:
    keep(LETTER, replace(LETTER, code="BEBAS", classification="", numbering=Numbering.SURAT), moment=NOW - 9 * DAY)
    with pytest.raises(RuleBroken, match="paling cepat hari ini"):
        choose_code(f"{PAPER}{LETTER.code}", "UM.01.01", TODAY - DAY, actor(KASUBSI), NOW)
    choose_code(f"{PAPER}BEBAS", "UM.01.01", TODAY - DAY, actor(KASUBSI), NOW)
