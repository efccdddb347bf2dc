"""A signer's walk along his papers: looks at the forms the page names, ticks, and presses, as its page does."""

import re
from html import unescape
from typing import Any

from models.actions.papers.draft_document import draft_document
from models.rules.staff.roles import Role
from models.tables import Document
from tests.actions.walking import Walk
from tests.admin_app.browsing import text
from tests.office import actor

HERE = "/tanda-tangan-berturut/"
_HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)"')
_FRAME = re.compile(r'<iframe[^>]* src="([^"]+)"')
_ROW = re.compile(r"(?s)<tr>(.*?)</tr>")


def drafted(account: Any, place: int = 1, code: str = "ND-TERUS") -> tuple[Walk, Document]:
    """Return one more case on Kasubsi's desk, with its memo."""
    walk = Walk(account, who=f"6281100000{place:02}").at_kasubsi()
    return walk, draft_document(walk.id, code, actor(Role.KASUBSI_INFOKIM), walk.tick())


class Along:
    """One page as it was drawn, in one browser."""

    def __init__(self, browser: Any) -> None:
        self.browser = browser
        answer = browser.get(HERE)
        assert answer.status_code == 200
        self.page = unescape(text(answer))
        self.fields = dict(_HIDDEN.findall(self.page))
        self.frames = _FRAME.findall(self.page)

    def look(self, *papers: Document) -> "Along":
        """Open the pages of these papers, of all where none is named."""
        for address in self.frames:
            if not papers or any(paper.public_id in address for paper in papers):
                assert self.browser.get(address).status_code == 200
        return self

    def submit(self, *papers: Document, **typed: str) -> Any:
        """Tick these papers and press; `nomor_…` is the number of the paper at that place."""
        numbers = {f"nomor:{paper.public_id}": typed.pop(f"nomor_{at}", "") for at, paper in enumerate(papers)}
        sent = {**self.fields, **{name: value for name, value in numbers.items() if value}, **typed}
        return self.browser.client.post(HERE, data={**sent, "naskah": [paper.public_id for paper in papers]})


def told(answer: Any) -> list[tuple[str, str]]:
    """Return what the page says became of each paper: the mark and its sentence."""
    found = []
    for row in _ROW.findall(text(answer)):
        cells = [unescape(re.sub(r"<[^>]+>", "", cell)).strip() for cell in re.findall(r"(?s)<td>(.*?)</td>", row)]
        if len(cells) == 3:
            found.append((cells[1], cells[2]))
    return found


def states(*papers: Document) -> list[str]:
    """Return the papers' states as they are stored."""
    return [Document.get_by_id(paper.id).state for paper in papers]
