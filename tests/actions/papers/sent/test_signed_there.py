"""Who signed stays who signed: whoever confirms the PDF here, the paper carries its own signer, as handed over."""

import json
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from models.actions.core.actor import actor_of
from models.actions.papers.sent.confirm import confirm_signed
from models.rules.core.errors import DocumentNotAllowed
from models.rules.staff.roles import Role
from models.tables import OfficeHolder, SentPaper, Staff
from tests.actions.papers.sent.going import SIGNER, Going, came, said
from tests.actions.papers.test_signing_person import TODAY, successor
from tests.office import NOW


@pytest.fixture
def going(account: Any) -> Going:
    """A memo whose PDF came back."""
    going = Going(account)
    going.away()
    going.back()
    return going


def test_a_successor_confirms_what_his_predecessor_signed_and_signs_nothing(going: Going) -> None:
    before = json.loads(going.kept.facts)
    new = actor_of(successor(TODAY))
    paper = confirm_signed(going.paper.id, came(), said(), new, going.walk.tick())
    after = json.loads(paper.facts)
    for name in ("signer", "dari", "kop"):
        assert after[name] == before[name]
    assert after["signer"]["name"] == SIGNER
    assert (paper.signed_by_id, paper.authority) == (going.kasubsi.staff_id, "")
    assert SentPaper.get().ended_by_id == new.staff_id


def test_who_no_longer_holds_the_post_confirms_nothing(going: Going) -> None:
    successor(TODAY)
    with pytest.raises(DocumentNotAllowed, match="ada pada Penerus Contoh"):
        confirm_signed(going.paper.id, came(), said(), going.kasubsi, going.walk.tick())


def test_it_was_signed_when_its_certificate_says_and_not_when_somebody_confirmed(going: Going) -> None:
    early = NOW - timedelta(hours=3)
    content = replace(came(), verdict=replace(came().verdict, signed_at=early))
    paper = confirm_signed(going.paper.id, content, said(), going.kasubsi, going.walk.tick())
    assert (paper.signed_at, paper.signed_copy_time) == (early, early)


def test_a_certificate_of_another_is_nobodys_account_here(going: Going) -> None:
    content = came(signer="Orang Lain")
    paper = confirm_signed(going.paper.id, content, said(content), going.kasubsi, going.walk.tick())
    assert (paper.signed_by_id, paper.signed_copy_signer) == (None, "Orang Lain")
    assert json.loads(paper.facts)["signer"]["name"] == SIGNER


def test_a_block_for_another_keeps_by_what_it_was_put_there(account: Any) -> None:
    going = Going(account)
    post = OfficeHolder.post == str(Role.KASUBSI_INFOKIM)
    OfficeHolder.update(kind="plh", order_number="SP-7").where(post).execute()
    going.paper = going.drafted_again()
    going.away()
    going.back()
    OfficeHolder.update(valid_until=TODAY - timedelta(days=1)).where(post).execute()
    OfficeHolder.update(valid_until=TODAY).where(post).execute()
    paper = confirm_signed(going.paper.id, came(), said(), going.kasubsi, going.walk.tick())
    assert "Plh. Kasubsi" in paper.authority
    assert "SP-7" in paper.authority
    assert json.loads(paper.facts)["signer"]["title_lines"][0].startswith("Plh. ")
    assert Staff.get_by_id(paper.signed_by_id).name == SIGNER
