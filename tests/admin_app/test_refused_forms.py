"""Every form sent empty, and with nonsense in it: refused in Indonesian, and never by a fault of the program."""

import re
from collections.abc import Iterator
from itertools import count, product
from pathlib import Path
from typing import Any

import pytest

from models.rules.staff.roles import Role
from tests.admin_app.browsing import Browser, Clock, back_office
from tests.admin_app.english import english_in
from tests.admin_app.test_visibility_walk import Scene
from tests.admin_app.walked_addresses import OF_A_CASE, filled

_keys = count(1)


@pytest.fixture(autouse=True)
def without_office_program(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make no PDF: what is looked at are the answers of the forms."""
    monkeypatch.setattr("docgen.pdf.find_soffice", lambda: None)


def posted(scene: Scene) -> Iterator[str]:
    """Yield the address of every form."""
    for rule in scene.app.url_map.iter_rules():
        if "POST" in (rule.methods or ()) and rule.endpoint not in ("signing_in.logout", "push.receive"):
            path = OF_A_CASE.get(rule.endpoint, rule.rule).replace("<public_id>", scene.own.case.public_id)
            yield re.sub(r"<[^>]+>", "1", filled(path, scene.own))


@pytest.mark.parametrize("role", [Role.PENGELOLA, Role.KASUBSI_INFOKIM, Role.ADMINISTRATOR])
def test_no_refused_form_answers_in_english(role: Role, sqlite_account: Any, tmp_path: Path) -> None:
    scene = Scene(sqlite_account, back_office(tmp_path, Clock()))
    browser = Browser(scene.app)
    browser.sign_in(role)
    token = browser.any_token()
    names = ("id", "name", "day", "email", "value", "username", "role", "alasan", "nomor", "text", "berkas")
    found: dict[str, str] = {}
    for path, typed in product(posted(scene), ("", "zzz")):
        form = {"csrf_token": token, "form_key": f"kunci-{next(_keys):018d}", **dict.fromkeys(names, typed)}
        answer = browser.client.post(path, data=form, follow_redirects=True)
        assert answer.status_code != 500, path
        if answer.mimetype == "text/html":
            found |= dict.fromkeys(english_in(answer.get_data(as_text=True)), path)
    assert found == {}
