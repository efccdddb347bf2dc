"""Own types changed, drafted from and given templates by two at once: each comes after the other, or is told why."""

from dataclasses import replace
from typing import Any

from models.actions.core.own_types.catalogue import newest_version
from models.actions.papers.draft_document import draft_document
from models.actions.papers.keep_template import TemplateNotAllowed, activate_template, active_template, add_template
from models.actions.papers.own.keep_type import TypeNotAllowed, change_type
from models.rules.papers.own.own_type import Numbering
from models.rules.staff.roles import Role
from models.tables import Document, PaperTypeVersion, TemplateVersion
from tests.actions.cases.test_links_race import at_once
from tests.actions.walking import Walk
from tests.office import NOW, actor
from tests.own_types import RECORD, admin, keep

ROUNDS = 4


def test_the_numbering_of_a_first_paper_is_that_of_its_type(account: Any) -> None:
    walk, by = Walk(account).at_section(), admin()
    holder = walk.holder()
    for place in range(ROUNDS):
        own = replace(RECORD, code=f"BAP{place}")
        keep(own)
        moment = walk.tick()
        drafted, changed = at_once(
            lambda o=own, m=moment: draft_document(walk.id, o.code, holder, m),
            lambda o=own: change_type(replace(o, numbering=Numbering.TANPA), 1, by, NOW),
        )
        assert isinstance(drafted, Document)
        assert isinstance(changed, PaperTypeVersion | TypeNotAllowed)
        newest = newest_version(own.code)
        assert newest is not None and Document.get_by_id(drafted.id).own_version.numbering == newest.numbering


def test_two_uploads_at_once_are_two_versions_or_one_of_them_is_told(account: Any) -> None:
    keep(RECORD)
    by = admin()
    for code, own in (("BAP", 1), ("SURAT", 0)):
        given = at_once(
            *(
                lambda p=place, c=code, v=own: add_template(c, f"{p}" * 64, "", by, NOW, type_version=v)
                for place in range(2)
            )
        )
        assert all(isinstance(one, TemplateVersion | TemplateNotAllowed) for one in given)
        made = [one.number for one in given if isinstance(one, TemplateVersion)]
        assert made and sorted(made) == list(range(1, len(made) + 1))


def test_of_two_activations_at_once_one_is_in_use(account: Any) -> None:
    keep(RECORD)
    for code, own in (("BAP", 1), ("SURAT", 0)):
        for place in range(ROUNDS):
            versions = [
                add_template(code, f"{place}{each}".ljust(64, "0"), "", admin(), NOW, type_version=own)
                for each in range(2)
            ]
            by = actor(Role.KASUBSI_INFOKIM)
            at_once(*(lambda v=version.id, b=by: activate_template(v, b, NOW) for version in versions))
            mine = TemplateVersion.select().where(TemplateVersion.document_type == code)
            running = mine.where(TemplateVersion.activated_at.is_null(False) & TemplateVersion.retired_at.is_null())
            assert len(running) == 1
            assert active_template(code, own) is not None
