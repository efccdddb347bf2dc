"""What the words of a new case propose at step 2, as its page shows it: choices, marked words, similar cases."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from admin_app.forms.choices import categories_in_use
from admin_app.shell.masking import mask_rows
from models.actions.cases.similar_cases import SimilarCase, similar_cases
from models.actions.core.actor import Actor
from models.actions.intake.suggest_case import suggest_case
from models.rules.cases.identification import KIND_LABELS, URGENCY_LABELS, ComplaintKind, Urgency
from models.rules.cases.said_words import Span
from models.rules.cases.suggestions import Proposal, Suggestion
from models.rules.core.declarations import Harmless
from models.rules.core.texts import excerpt
from models.rules.staff.roles import SECTION_LABELS
from models.tables import Complaint

# Below this lead (tenths) two values are too near each other to choose one beforehand.
_SURE = 3
_LONGEST_SHOWN = 600
# Where a kind that is no complaint goes on: the form on the same page.
_ELSEWHERE = {
    ComplaintKind.PERTANYAAN: ("#tulis", "jawab di percakapan; setelah sampai, kasus tertutup sendiri"),
    ComplaintKind.APRESIASI: ("#langkah-tutup_apresiasi", "tutup sebagai apresiasi"),
    ComplaintKind.BUKAN_PENGADUAN: ("#langkah-tutup_bukan_pengaduan", "tutup dengan alasan"),
}


@dataclass(frozen=True)
class Piece:
    """A piece of the citizen's words; `marked` ones led to the proposal."""

    text: str
    marked: bool


@dataclass(frozen=True)
class SuggestionView:
    """What the page shows and fills in before the officer confirms."""

    lines: Harmless[list[tuple[str, str, bool]]]  # what, proposed value, surely enough to fill it in
    filled: Mapping[str, str]
    pieces: list[Piece]
    elsewhere: Harmless[tuple[str, str] | None]
    similar: list[SimilarCase]


def read_suggestion(case: Complaint, person: Collection[int], actor: Actor) -> SuggestionView:
    """Return the suggestion for a case not identified yet; `person` is every contact of its citizen."""
    text, found = suggest_case(case)
    similar = similar_cases(case, text, person, actor)
    mask_rows([one.case for one in similar])
    kind = ComplaintKind(found.kind.value) if found.kind.value in KIND_LABELS else None
    return SuggestionView(
        lines=lines_of(found),
        filled={
            name: proposal.value
            for name, proposal in (("category", found.category), ("urgency", found.urgency))
            if proposal.value and proposal.lead >= _SURE
        },
        pieces=pieces_of(text, found),
        elsewhere=_ELSEWHERE.get(kind) if kind else None,
        similar=similar,
    )


def lines_of(found: Suggestion) -> list[tuple[str, str, bool]]:
    """Return what is proposed, in the words of the screen."""
    categories = dict(categories_in_use())
    named: list[tuple[str, Proposal, Mapping[str, str]]] = [
        ("Jenis", found.kind, {str(key): label for key, label in KIND_LABELS.items()}),
        ("Kategori", found.category, categories),
        ("Seksi", found.section, {str(key): label for key, label in SECTION_LABELS.items()}),
        ("Urgensi", found.urgency, {str(key): label for key, label in URGENCY_LABELS.items()}),
    ]
    return [
        (name, labels[proposal.value], proposal.lead >= _SURE)
        for name, proposal, labels in named
        if proposal.value in labels
    ]


def pieces_of(text: str, found: Suggestion) -> list[Piece]:
    """Return the citizen's words cut at the places that led to the proposal."""
    urgent = found.urgency.spans if found.urgency.value == Urgency.MENDESAK else ()
    spans = sorted({*found.kind.spans, *found.category.spans, *found.section.spans, *urgent})
    return list(_cut(text[:_LONGEST_SHOWN], spans)) + ([Piece("…", False)] if len(text) > _LONGEST_SHOWN else [])


def _cut(text: str, spans: Iterable[Span]) -> Iterator[Piece]:
    at = 0
    for start, end in spans:
        start, end = max(start, at), min(end, len(text))
        if start >= end:
            continue
        if start > at:
            yield Piece(text[at:start], False)
        yield Piece(text[start:end], True)
        at = end
    if at < len(text):
        yield Piece(text[at:], False)


def why_similar(one: SimilarCase) -> str:
    """Return why a case is shown as a possible duplicate."""
    reasons = ["pelapor yang sama"] if one.same_person else []
    if one.alike >= 0.1:
        reasons.append(f"kata-katanya sama {one.alike:.0%}".replace("%", " %"))
    return ", ".join(reasons)


def subject_of(one: SimilarCase) -> str:
    """Return the subject of a similar case, short."""
    return excerpt(one.case.subject, 60) or "(tanpa teks)"
