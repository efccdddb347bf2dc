"""Every form sent empty, and with nonsense in it: refused in Indonesian, and never by a fault of the program."""

import re
from itertools import count, product
from pathlib import Path
from typing import Any

import pytest
from werkzeug.test import TestResponse

from models.rules.staff.roles import Role
from tests.admin_app.browsing import Browser, Clock, back_office
from tests.admin_app.english import english_in, is_english
from tests.admin_app.test_every_route import SIGNED, allowed
from tests.admin_app.test_visibility_walk import Scene
from tests.admin_app.walked_addresses import OF_A_CASE, filled

_keys = count(1)


@pytest.fixture(autouse=True)
def without_office_program(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make no PDF: what is looked at are the answers of the forms."""
    monkeypatch.setattr("docgen.pdf.find_soffice", lambda: None)


def forms_of(scene: Scene, role: Role) -> tuple[list[str], list[str]]:
    """Return the addresses of the forms that a role may send, and of those it may not."""
    found: tuple[list[str], list[str]] = ([], [])
    for rule in scene.app.url_map.iter_rules():
        if "POST" in (rule.methods or ()) and rule.endpoint not in SIGNED | {"signing_in.logout"}:
            path = OF_A_CASE.get(rule.endpoint, rule.rule).replace("<public_id>", scene.own.case.public_id)
            who = allowed(rule.endpoint)
            found[who is not None and role not in who].append(re.sub(r"<[^>]+>", "1", filled(path, scene.own)))
    return found


@pytest.mark.parametrize("role", [Role.PENGELOLA, Role.KASUBSI_INFOKIM, Role.ADMINISTRATOR])
def test_no_refused_form_answers_in_english(role: Role, sqlite_account: Any, tmp_path: Path) -> None:
    scene = Scene(sqlite_account, back_office(tmp_path, Clock()))
    browser = Browser(scene.app)
    browser.sign_in(role)
    token = browser.any_token()
    names = ("id", "name", "day", "email", "value", "username", "role", "alasan", "nomor", "text", "berkas")
    found: dict[str, str] = {}

    def answered(path: str, typed: str, **words: Any) -> TestResponse:
        form = {"csrf_token": token, "form_key": f"kunci-{next(_keys):018d}", **dict.fromkeys(names, typed)}
        answer = browser.client.post(path, data=form, follow_redirects=True, **words)
        assert answer.status_code != 500, path
        return answer

    mine, closed = forms_of(scene, role)
    for path, typed in product(mine, ("", "zzz")):
        answer = answered(path, typed)
        if answer.mimetype == "text/html":
            found |= dict.fromkeys(english_in(answer.get_data(as_text=True)), path)
    for path in closed:  # what is typed is not read; the frame around the words is that of every page
        said = answered(path, "", headers={"Accept": "application/json"}).json["pesan"]
        found |= {said: path} if is_english(said) else {}
    assert found == {}
