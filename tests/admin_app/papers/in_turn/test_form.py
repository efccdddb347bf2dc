"""The mark of a form stands for all that a paper would say, and for nothing that was shown to somebody else."""

import json
from typing import Any

import pytest

from admin_app.papers.in_turn import form
from admin_app.papers.in_turn.form import form_of, pdf_of_form
from models.actions.papers.in_turn.shown import was_shown
from models.actions.papers.locked_paper import CHANGED
from models.rules.core.errors import DocumentNotAllowed
from models.rules.staff.roles import Role
from models.tables import Document
from tests.actions.drafting import set_office
from tests.admin_app.papers.esign.at_service import without_office_program
from tests.admin_app.papers.in_turn.walking_along import drafted
from tests.office import NOW, actor


def test_it_is_the_paper_as_signed_today_and_nothing_is_stored(app: Any, sqlite_account: Any) -> None:
    _, paper = drafted(sqlite_account)
    found = form_of(paper.id, actor(Role.KASUBSI_INFOKIM), app.config["ADUAN"], NOW)
    facts = json.loads(found.paper.facts)
    assert (facts["date"], facts["signer"]["name"]) == (NOW.date().isoformat(), "Contoh Kasubsi Infokim")
    assert Document.get_by_id(paper.id).facts == paper.facts


def test_other_words_another_way_and_another_template_are_other_marks(
    app: Any, sqlite_account: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, paper = drafted(sqlite_account)
    who = (actor(Role.KASUBSI_INFOKIM), app.config["ADUAN"], NOW)
    first = form_of(paper.id, *who).mark
    facts = json.loads(paper.facts)
    Document.update(facts=json.dumps(facts | {"mode": "layanan"})).where(Document.id == paper.id).execute()
    by_service = form_of(paper.id, *who).mark
    set_office("nama_kantor", "Kantor yang lain")
    in_use = form.template_in_use(paper.type, app.config["ADUAN"])
    other = type(in_use)(in_use.content + b"\0")
    monkeypatch.setattr(form, "template_in_use", lambda *_given: other)
    assert len({first, by_service, form_of(paper.id, *who).mark}) == 3


def test_who_saw_it_is_known_for_that_form_and_that_person_alone(
    app: Any, sqlite_account: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    without_office_program(monkeypatch)
    _, paper = drafted(sqlite_account)
    kasubsi, settings = actor(Role.KASUBSI_INFOKIM), app.config["ADUAN"]
    mark = form_of(paper.id, kasubsi, settings, NOW).mark
    assert not was_shown(paper.id, mark, kasubsi.person_id)
    with pytest.raises(DocumentNotAllowed, match=CHANGED):
        pdf_of_form(paper.id, "0" * 64, kasubsi, settings, NOW)
    assert pdf_of_form(paper.id, mark, kasubsi, settings, NOW).startswith(b"%PDF")
    assert (was_shown(paper.id, mark, kasubsi.person_id), was_shown(paper.id, "0" * 64, kasubsi.person_id)) == (
        True,
        False,
    )
    assert not was_shown(paper.id, mark, actor(Role.KASI_TIKKIM).person_id)
