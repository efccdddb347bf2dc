"""A memo of an office that signs in SRIKANDI, handed over, and what comes back of it."""

from datetime import date
from typing import Any

from models.actions.papers.draft_document import draft_document
from models.actions.papers.sent.hand_over import hand_over
from models.actions.papers.sent.receive import CameBack, keep_returned
from models.rules.papers.copy_states import CopyState
from models.rules.papers.judge_copy import Verdict
from models.rules.staff.roles import Role
from models.tables import Document, SentPaper
from tests.actions.drafting import set_office
from tests.actions.walking import Walk
from tests.office import NOW, actor

NUMBER = "WIM.32.IMI.5-UM.01.01-612"
SHA, OTHER = "a" * 64, "b" * 64
DAY = date(2026, 11, 25)
SIGNER = "Contoh Kasubsi Infokim"


def came(
    state: CopyState = CopyState.WAKTU_DINYATAKAN, number: str = NUMBER, signer: str = SIGNER, day: date = DAY
) -> CameBack:
    """Return a look at a PDF that came back."""
    return CameBack(f"NOTA DINAS NOMOR {number} Sehubungan", Verdict(state, signer, NOW), number, day)


class Going:
    """One draft on its signer's desk."""

    def __init__(self, account: Any) -> None:
        set_office("mode_ttd", "srikandi")
        self.walk = Walk(account).at_kasubsi()
        self.kasubsi, self.pengelola = actor(Role.KASUBSI_INFOKIM), actor(Role.PENGELOLA)
        self.paper = draft_document(self.walk.id, "ND-TERUS", self.kasubsi, self.walk.tick())

    def away(self, number: str = "") -> SentPaper:
        """Hand it over."""
        return hand_over(self.paper.id, self.kasubsi, self.walk.tick(), number=number)

    def back(self, content: CameBack | None = None, sha256: str = SHA) -> SentPaper:
        """Bring its PDF back."""
        return keep_returned(self.paper.id, sha256, content or came(), self.pengelola, self.walk.tick())

    @property
    def kept(self) -> Document:
        """Return the paper as it is stored."""
        return Document.get_by_id(self.paper.id)
