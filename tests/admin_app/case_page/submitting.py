"""Presses the buttons of a case as a browser does: the form is read from the page, its hidden fields go along."""

import re
from datetime import timedelta
from html import unescape
from typing import Any

from werkzeug.test import TestResponse

from models.actions.replies.deliver_reply import claim_due, record_intent, record_sent
from models.rules.channels.messages import Receipt
from models.tables import Complaint
from tests.admin_app.browsing import Browser, text
from tests.office import NOW

UNDO = timedelta(seconds=10)
_HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)"')


def forms_on(page: str) -> dict[str, dict[str, str]]:
    """Read every POST form of a page: its address and hidden fields, by the name of the form."""
    found = {}
    for attributes, body in re.findall(r"(?s)<form([^>]*)>(.*?)</form>", page):
        action = re.search(r'action="([^"]+)"', attributes)
        hidden = {name: unescape(value) for name, value in _HIDDEN.findall(body)}
        if action and "form" in hidden:
            found[hidden["form"]] = {**hidden, "action": unescape(action[1])}
    return found


def case_page(browser: Browser, case: Complaint) -> str:
    """Open a case."""
    response = browser.get(f"/meja/kasus/{case.public_id}")
    assert response.status_code == 200, response.status_code
    return text(response)


def submit(browser: Browser, case: Complaint, form: str, **fields: Any) -> TestResponse:
    """Fill a form that stands on the case's page and send it."""
    forms = forms_on(case_page(browser, case))
    assert form in forms, f"{form} is not among {sorted(forms)}"
    return send(browser, forms[form], **fields)


def send(browser: Browser, form: dict[str, str], **fields: Any) -> TestResponse:
    """Send a form as it was read, with these fields filled."""
    words = {name: value for name, value in form.items() if name != "action"}
    return browser.client.post(form["action"], data={**words, **fields})


def deliver(account_id: int) -> None:
    """Let the platform take the reply that is due once it can no longer be taken back."""
    then = NOW + UNDO
    claim = claim_due(account_id, "agen-1", 60, then)
    assert claim is not None
    assert record_intent(claim, 60, then)
    assert record_sent(claim, Receipt(f"true_{claim.reply.reply_key}"), then)
