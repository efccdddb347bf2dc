"""A memo of an office that signs in SRIKANDI, handed over, and what comes back of it."""

from dataclasses import replace
from datetime import date
from typing import Any

from models.actions.core.sent_papers import mark_of, open_of, words_of
from models.actions.papers.draft_document import draft_document
from models.actions.papers.sent.confirm import Answers, asked_of
from models.actions.papers.sent.hand_over import MadeWord, hand_over
from models.actions.papers.sent.receive import CameBack, keep_returned
from models.rules.cases.sop import Stage
from models.rules.papers.copy_states import CopyState
from models.rules.papers.judge_copy import Verdict
from models.rules.papers.same_words import Sameness
from models.rules.staff.roles import Role
from models.tables import Document, SentPaper
from tests.actions.drafting import set_office
from tests.actions.walking import Walk
from tests.office import NOW, actor
from tests.own_types import ORDER, keep

NUMBER = "WIM.32.IMI.5-UM.01.01-612"
SHA, OTHER, WORD, TEMPLATE = "a" * 64, "b" * 64, "c" * 64, "d" * 64
DAY = date(2026, 11, 25)
SIGNER = "Contoh Kasubsi Infokim"
OWN = replace(
    ORDER,
    stages=(Stage.PENERUSAN_KASUBSI,),
    drafters=(Role.PENGELOLA,),
    paraf=(),
    signer=Role.KASUBSI_INFOKIM,
    questions=(),
)


def came(
    state: CopyState = CopyState.WAKTU_DINYATAKAN, number: str = NUMBER, signer: str = SIGNER, day: date = DAY
) -> CameBack:
    """Return a look at a PDF that came back."""
    return CameBack(
        f"NOTA DINAS NOMOR {number} Sehubungan", Verdict(state, signer, NOW, words=Sameness.SAME), number, day
    )


def said(content: CameBack | None = None, number: str = "", day: date | None = None, agree: bool = True) -> Answers:
    """Return what its signer says of the PDF that is here, with a yes to each difference."""
    content, sent = content or came(), open_of([paper.id for paper in Document.select()]).popitem()[1]
    answers = Answers(number or content.number, day or content.day, seen=mark_of(sent))
    found = asked_of(sent.document, sent, content, answers) if agree else ()
    return replace(answers, agreed=frozenset(each.answer for each in found))


def made_of(paper: Document) -> MadeWord:
    """Return a Word file of a draft, as if it were stored."""
    return MadeWord(words_of(paper), WORD, TEMPLATE)


class Going:
    """One draft on its signer's desk."""

    def __init__(self, account: Any) -> None:
        set_office("mode_ttd", "srikandi")
        self.walk = Walk(account).at_kasubsi()
        self.kasubsi, self.pengelola = actor(Role.KASUBSI_INFOKIM), actor(Role.PENGELOLA)
        self.paper = self.drafted_again()

    def drafted_again(self) -> Document:
        """Return the draft, worded anew where there is one."""
        return draft_document(self.walk.id, "ND-TERUS", self.kasubsi, self.walk.tick())

    def away(self, number: str = "") -> SentPaper:
        """Hand it over."""
        return hand_over(self.paper.id, made_of(self.kept), self.kasubsi, self.walk.tick(), number=number)

    def back(self, content: CameBack | None = None, sha256: str = SHA) -> SentPaper:
        """Bring its PDF back."""
        return keep_returned(self.paper.id, sha256, content or came(), self.pengelola, self.walk.tick())

    @property
    def kept(self) -> Document:
        """Return the paper as it is stored."""
        return Document.get_by_id(self.paper.id)


class GoingOwn(Going):
    """A letter of an own type on its signer's desk, in place of the memo."""

    def drafted_again(self) -> Document:
        """Return the draft."""
        keep(OWN)
        return draft_document(self.walk.id, OWN.code, self.kasubsi, self.walk.tick())
