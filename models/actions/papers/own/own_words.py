"""What a drafter writes on a paper of an own type: the answers to its questions, and to whom it goes."""

import json
from collections.abc import Mapping

from models.rules.core.errors import DocumentNotAllowed
from models.rules.core.texts import storable
from models.rules.papers.own.answers import read_answers, unanswered
from models.rules.papers.own.own_type import ANSWERS, asked_in, declared_in
from models.tables import Document

# Beside what may be worded on any paper. They stay in the dossier when they are written anew.
OWN_WORDING = ("yth", ANSWERS)
_TYPED = ("yth", "hal", "sifat", "address")
_LONGEST = 200


def own_words(facts: Mapping[str, object], changes: Mapping[str, str], draft: Document | None) -> dict[str, object]:
    """Return what is written on a paper of an own type: typed now, else before. Raises DocumentNotAllowed."""
    if declared_in(facts) is None:
        return {}
    before = json.loads(draft.facts) if draft is not None else {}
    typed = {name: storable(text) for name, text in changes.items()}
    kept = {name: typed.get(name, before[name]) for name in _TYPED if name in facts and name in before}
    if "yth" in facts and "yth" in typed:
        kept["yth"] = " ".join(typed["yth"].split())
    if len(str(kept.get("yth", ""))) > _LONGEST:
        raise DocumentNotAllowed(f"“Yth.” paling panjang {_LONGEST} huruf.")
    answers = before.get(ANSWERS)
    return kept | {ANSWERS: read_answers(asked_in(facts), typed, answers if isinstance(answers, dict) else {})}


def unsaid_on(document: Document) -> list[str]:
    """Return what a paper of an own type does not say yet: to whom it goes, answers its type asks for."""
    facts = json.loads(document.facts)
    if declared_in(facts) is None:
        return []
    to = ["Yth."] if "yth" in facts and not str(facts["yth"] or "").strip() else []
    return to + unanswered(asked_in(facts), facts.get(ANSWERS) or {})
