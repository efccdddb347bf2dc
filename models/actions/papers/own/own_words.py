"""What a drafter writes on a paper of an own type: the answers to its questions, and to whom it goes."""

import json
from collections.abc import Collection, Mapping

from models.rules.core.errors import DocumentNotAllowed
from models.rules.core.texts import storable
from models.rules.papers.own.answers import read_answers, unanswered
from models.rules.papers.own.own_type import ANSWERS, READDRESSED, asked_in, declared_in
from models.tables import Document

# Beside what may be worded on any paper. They stay in the dossier when they are written anew.
OWN_WORDING = ("yth", ANSWERS)
_TYPED = ("yth", "hal", "sifat", "address")
_ADDRESSED = ("yth", "address")
_LONGEST = 200


def own_words(
    facts: Mapping[str, object],
    changes: Mapping[str, str],
    draft: Document | None,
    dropped: Collection[str] = (),
) -> dict[str, object]:
    """Return what is written on a paper of an own type: typed now, else before. Raises DocumentNotAllowed.

    `dropped`: what holds words that were put right since; what of it the case says itself is read there again.
    """
    if declared_in(facts) is None:
        return {}
    before = json.loads(draft.facts) if draft is not None else {}
    typed = {name: storable(text) for name, text in changes.items()}
    kept = {name: typed.get(name, before[name]) for name in _TYPED if name in facts and name in before}
    kept = {name: words for name, words in kept.items() if name not in dropped or name in _ADDRESSED}
    if "yth" in facts and "yth" in typed:
        kept["yth"] = " ".join(typed["yth"].split())
    if len(str(kept.get("yth", ""))) > _LONGEST:
        raise DocumentNotAllowed(f"“Yth.” paling panjang {_LONGEST} huruf.")
    answers = before.get(ANSWERS)
    kept |= _addressed(facts, typed, before)
    return kept | {ANSWERS: read_answers(asked_in(facts), typed, answers if isinstance(answers, dict) else {})}


def _addressed(
    facts: Mapping[str, object], typed: Mapping[str, str], before: Mapping[str, object]
) -> dict[str, object]:
    """Return of a letter to the complainant where it goes as the case says it now, but for what was written anew.

    A form sends back what stood in it: that is nobody's own wording, and says nothing of a case that changed since.
    """
    if READDRESSED not in facts:
        return {}
    own, earlier = [], before.get(READDRESSED, [])
    for name in _ADDRESSED:
        said = typed.get(name)
        if name in before and (said is None or _plain(said) == _plain(before[name])):
            own += [name] if isinstance(earlier, list) and name in earlier else []
        elif said is not None and _plain(said) != _plain(facts[name]):
            own.append(name)
    return {name: facts[name] for name in _ADDRESSED if name not in own} | {READDRESSED: own}


def _plain(words: object) -> str:
    return " ".join(str(words).split())


def unsaid_on(document: Document) -> list[str]:
    """Return what a paper of an own type does not say yet: to whom it goes, answers its type asks for."""
    facts = json.loads(document.facts)
    if declared_in(facts) is None:
        return []
    to = ["Yth."] if "yth" in facts and not str(facts["yth"] or "").strip() else []
    return to + unanswered(asked_in(facts), facts.get(ANSWERS) or {})
