"""Roots that wait are kept whole, and trusted as they were asked for, unless they are trusted meanwhile."""

from typing import Any

import pytest

from docgen.render import read_roots
from models.actions.core.actor import OPERATOR
from models.actions.core.second.kinds import Approved
from models.actions.papers.signed.asked_roots import NEW_ROOTS, wish_for_roots
from models.actions.papers.signed.keep_roots import add_roots
from models.rules.core.errors import AlreadyDone
from models.rules.staff.roles import Role
from models.rules.staff.second_person import RequestNotAllowed
from models.tables import TrustRoot, database
from tests.docgen.returned.authority import authority
from tests.office import NOW, actor


def trust(body: Any) -> None:
    with database.atomic():
        NEW_ROOTS.act(Approved("", body, actor(Role.ADMINISTRATOR), NOW))


def test_a_root_is_trusted_as_it_was_asked_for(account: Any) -> None:
    (found,) = read_roots(authority().root.pem)
    body = wish_for_roots([found]).body
    assert [line.after for line in NEW_ROOTS.said("", body)][:2] == [found.subject, found.fingerprint]
    trust(body)
    row = TrustRoot.get()
    assert (row.der, row.certificate_until, row.subject) == (found.der, found.valid_until, found.subject)


def test_one_that_is_trusted_meanwhile_is_asked_for_no_more(account: Any) -> None:
    found = read_roots(authority().root.pem)
    body = wish_for_roots(found).body
    before = NEW_ROOTS.state("", body)
    add_roots(found, OPERATOR, NOW)
    assert NEW_ROOTS.state("", body) != before
    with pytest.raises(RequestNotAllowed):
        trust(body)
    with pytest.raises(AlreadyDone):
        wish_for_roots(found)
