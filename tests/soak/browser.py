"""One officer's browser over HTTP: signs in, opens a case, sends its forms; every answer is noted for the judge."""

import re
import time
from collections import deque

import requests

from tests.admin_app.case_page.submitting import forms_on
from tests.soak.judge.limits import Limits
from tests.soak.judge.snapshot import Bubble, Page

_TOKEN = re.compile(r'name="csrf[_-]token" (?:value|content)="([^"]+)"')
BUBBLE = re.compile(r'<li class="bubble [^"]*state-(\w+)[^"]*" data-key="o(\d+)"')
ASKED = ("ditanya", "sama")  # what a form may ask before it is taken


class Browser:
    """Whoever signed in; `notes` is shared with the judge."""

    def __init__(self, url: str, username: str, password: str, notes: deque[Page | Bubble]) -> None:
        self.url, self.username, self._password, self.notes = url, username, password, notes
        self._line = requests.Session()
        self._line.trust_env = False
        self._seconds = Limits().page

    def get(self, path: str) -> requests.Response | None:
        """Open a page, signing in where the office asks; None where nobody answers or it is no page."""
        answer = self._ask("GET", path)
        if answer is not None and answer.status_code == 302 and "/login" in answer.headers.get("Location", ""):
            answer = self._ask("GET", path) if self._sign_in() else None
        return answer

    def forms(self, path: str) -> dict[str, dict[str, str]]:
        """Return the forms of a page, none where it does not show."""
        answer = self.get(path)
        return forms_on(answer.text) if answer is not None and answer.status_code == 200 else {}

    def send(self, name: str, form: dict[str, str], **fields: str) -> int:
        """Send a form, once more where it asks whether one is sure; return the status of the last answer."""
        answer = self._post(form, fields)
        if answer is not None and answer.status_code == 409:
            again = forms_on(answer.text).get(name, {})
            if any(again.get(word) == "ya" for word in ASKED):
                answer = self._post(again, fields)
        return answer.status_code if answer is not None else 0

    def repeat(self, form: dict[str, str], **fields: str) -> None:
        """Send the same form once more, as a second press does: whatever it asks is not answered."""
        self._post(form, fields)

    def _post(self, form: dict[str, str], fields: dict[str, str]) -> requests.Response | None:
        words = {name: value for name, value in form.items() if name != "action"}
        return self._ask("POST", form["action"], {**words, **fields})

    def _sign_in(self) -> bool:
        page = self._ask("GET", "/login")
        found = _TOKEN.search(page.text) if page is not None else None
        if not found:
            return False
        words = {"csrf_token": found[1], "username": self.username, "password": self._password}
        answer = self._ask("POST", "/login", words)
        return answer is not None and answer.status_code == 302

    def _ask(self, method: str, path: str, data: dict[str, str] | None = None) -> requests.Response | None:
        try:
            answer = self._line.request(
                method, f"{self.url}{path}", data=data, timeout=self._seconds, allow_redirects=False
            )
        except requests.RequestException:
            self.notes.append(Page(time.time(), f"{method} {_plain(path)}", 0))
            return None
        self.notes.append(Page(time.time(), f"{method} {_plain(path)}", answer.status_code))
        if answer.status_code == 200:
            self.notes.extend(Bubble(int(number), state) for state, number in BUBBLE.findall(answer.text))
        return answer


def _plain(path: str) -> str:
    return re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}", "…", path.partition("?")[0])
