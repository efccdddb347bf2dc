"""A case whose letters are signed in SRIKANDI: handed over, back, confirmed by who may, or taken back to paper."""

import json
from collections.abc import Callable, Iterator
from dataclasses import replace

from models.actions.core.actor import Actor
from models.actions.core.case import is_visible
from models.actions.core.sent_papers import mark_of, open_of, words_of
from models.actions.papers.sent.confirm import Answers, asked_of, confirm_signed
from models.actions.papers.sent.hand_over import MadeWord, check_can_go, hand_over
from models.actions.papers.sent.receive import CameBack, keep_returned
from models.actions.papers.sent.sent_rights import check_confirmer, check_handler
from models.actions.papers.sent.take_back import take_back
from models.actions.papers.sign_document import way_of_draft
from models.rules.core.errors import DocumentNotAllowed, RuleBroken
from models.rules.core.moments import to_wib
from models.rules.papers.copy_states import CopyState
from models.rules.papers.documents import DOCUMENTS
from models.rules.papers.judge_copy import Verdict
from models.rules.papers.same_words import Sameness
from models.rules.papers.signed_elsewhere import SentState
from models.rules.papers.signing_ways import row_of
from models.rules.papers.unfinished import UNSIGNED
from models.tables import Document, OfficeSetting, SentPaper
from tests.actions.walking import Walk
from tests.journeys.exploring import Here
from tests.journeys.states import Act, Beside

WAY = "srikandi"


def _begin(walk: Walk) -> None:
    """Choose SRIKANDI, also for the letters that are drafts already."""
    OfficeSetting.update(value=WAY).where(OfficeSetting.key == "mode_ttd").execute()
    for row in Document.select().where(Document.complaint == walk.id):
        if row.state in UNSIGNED and DOCUMENTS[row.type].numbered:
            facts = json.dumps(json.loads(row.facts) | {"mode": WAY})
            Document.update(facts=facts).where(Document.id == row.id).execute()


def _may(check: Callable[[], object]) -> bool:
    try:
        check()
    except RuleBroken:
        return False
    return True


def _acts(here: Here) -> Iterator[Act]:
    away = [row for row in here.drafts if row_of(way_of_draft(row)).elsewhere]
    sent = open_of(row.id for row in away)
    for person in (one for one in here.people if is_visible(here.case, one)):
        for row in away:
            yield from _out(here, row, sent[row.id], person) if row.id in sent else _in(here, row, person)


def _in(here: Here, row: Document, who: Actor) -> Iterator[Act]:
    walk = here.walk
    try:
        check_can_go(row.id, who, walk.now)
    except DocumentNotAllowed:
        return
    yield Act(f"handover:{row.type}", who, lambda: hand_over(row.id, _made(row), who, walk.tick()))


def _made(row: Document) -> MadeWord:
    return MadeWord(words_of(Document.get_by_id(row.id)), f"{row.id:064x}", "f" * 64)


def _out(here: Here, row: Document, sent: SentPaper, who: Actor) -> Iterator[Act]:
    walk = here.walk
    number = f"WIM.32.IMI.5-UM.01.01-{700 + row.id}"
    day = to_wib(walk.now).date()
    signer = str(json.loads(row.facts)["signer"]["name"])
    came = CameBack(
        f"NOMOR {number} isi naskahnya",
        Verdict(CopyState.WAKTU_DINYATAKAN, signer, walk.now, words=Sameness.SAME),
        number,
        day,
    )
    if sent.state == SentState.KEMBALI:
        if _may(lambda: check_confirmer(row, here.case, sent, who, walk.now)):
            said = Answers(number, day, seen=mark_of(sent))
            said = replace(said, agreed=frozenset(one.answer for one in asked_of(row, sent, came, said)))
            yield Act(f"confirm:{row.type}", who, lambda: confirm_signed(row.id, came, said, who, walk.tick()))
    elif _may(lambda: check_handler(row, here.case, sent, who, walk.now)):
        yield Act(f"back:{row.type}", who, lambda: keep_returned(row.id, f"{row.id:064x}", came, who, walk.tick()))
    if _may(lambda: check_handler(row, here.case, sent, who, walk.now)):
        again = lambda: take_back(row.id, "alasan", who, walk.tick(), on_paper=True)  # noqa: E731
        yield Act(f"takeback:{row.type}", who, again)


def _marks(walk: Walk) -> tuple[str, ...]:
    mine = Document.select().where(Document.complaint == walk.id)
    sent = open_of(row.id for row in mine)
    ways = [f"{row.type} {way_of_draft(row)}" for row in mine if row.state in UNSIGNED]
    return tuple(sorted([*ways, *(f"{row.document.type} {row.state}" for row in sent.values())]))


def _unsaid(here: Here, acts: list[Act]) -> Iterator[str]:
    """Yield the letters that are away and that nobody can bring back, confirm or take back."""
    can = {act.name for act in acts}
    for row in here.drafts:
        sent = open_of([row.id]).get(row.id)
        if sent is not None and not {f"back:{row.type}", f"confirm:{row.type}", f"takeback:{row.type}"} & can:
            yield f"{row.type} di luar"


def srikandi() -> Beside:
    """Return an office whose letters are signed in SRIKANDI."""
    away = lambda here, code: any(  # noqa: E731
        row.type == code and row_of(way_of_draft(row)).elsewhere for row in here.drafts
    )
    return Beside(
        begin=_begin,
        acts=_acts,
        leaves=lambda here, act: act.name.startswith("sign:") and away(here, act.name.split(":")[1]),
        marks=_marks,
        waits_for=_unsaid,
    )
