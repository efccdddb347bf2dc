"""A memo of an office with its own e-signature service, tried, and what the service makes of it."""

from datetime import datetime
from typing import Any

from models.actions.core.sent_papers import mark_of, words_of
from models.actions.office.signing_service import keep_service
from models.actions.papers.draft_document import draft_document
from models.actions.papers.own_service.attempt import begin_attempt, mark_sent
from models.actions.papers.own_service.finish import finish_signed
from models.actions.papers.own_service.outcome import receive_signed
from models.actions.papers.sent.receive import CameBack, look_anew
from models.actions.staff.own_choices import keep_nik
from models.rules.papers.copy_states import CopyState
from models.rules.papers.judge_copy import Verdict
from models.rules.papers.same_words import Sameness
from models.rules.papers.signature_place import Placed
from models.rules.papers.signing_service import Entered
from models.rules.staff.roles import Role
from models.tables import Document, SentPaper
from tests.actions.drafting import set_office
from tests.actions.walking import Walk
from tests.office import NOW, actor

PDF, SIGNED = "a" * 64, "b" * 64
SIGNER = "Contoh Kasubsi Infokim"
_KEY = b"k" * 43 + b"="


class Trying:
    """One draft on its signer's desk, and what becomes of it."""

    def __init__(self, account: Any) -> None:
        set_office("mode_ttd", "layanan")
        self.walk = Walk(account).at_kasubsi()
        self.kasubsi, self.pengelola = actor(Role.KASUBSI_INFOKIM), actor(Role.PENGELOLA)
        service = Entered("https://layanan.contoh.invalid", "aduan", "sandi-kantor")
        keep_service(service, _KEY, actor(Role.ADMINISTRATOR), self.walk.tick())
        keep_nik("3171000000000001", self.kasubsi, self.walk.tick())
        self.paper = draft_document(self.walk.id, "ND-TERUS", self.kasubsi, self.walk.tick())

    @property
    def kept(self) -> Document:
        """Return the paper as it is stored now."""
        return Document.get_by_id(self.paper.id)

    @property
    def states(self) -> list[str]:
        """Return the states of its attempts."""
        return [row.state for row in SentPaper.select().order_by(SentPaper.id)]

    def begun(self, now: datetime | None = None) -> SentPaper:
        """Begin an attempt."""
        return begin_attempt(self.paper.id, words_of(self.kept), self.kasubsi, now or self.walk.tick())

    def away(self) -> SentPaper:
        """Begin one and send its PDF."""
        sent = self.begun()
        mark_sent(sent.id, PDF, self.kasubsi, self.walk.tick())
        return SentPaper.get_by_id(sent.id)

    def back(self) -> SentPaper:
        """Have its signed PDF back."""
        sent = self.away()
        assert receive_signed(sent.id, SIGNED, self.kasubsi, self.walk.tick())
        return SentPaper.get_by_id(sent.id)

    def came(self, state: CopyState = CopyState.DIPERCAYA, signer: str = SIGNER) -> CameBack:
        """Return a look at that PDF."""
        number = self.kept.number
        verdict = Verdict(state, signer, NOW, words=Sameness.SAME)
        return CameBack(f"NOTA DINAS NOMOR {number}", verdict, str(number), placed=Placed.AT_MARK)

    def finished(self, came: CameBack | None = None, agreed: frozenset[str] = frozenset()) -> Document:
        """Look at it and count the paper as signed."""
        came = came or self.came()
        look_anew(self.paper.id, SIGNED, came, self.kasubsi, self.walk.tick())
        seen = mark_of(SentPaper.get(SentPaper.state == "kembali"))
        return finish_signed(self.paper.id, came, seen, agreed, self.kasubsi, self.walk.tick())
