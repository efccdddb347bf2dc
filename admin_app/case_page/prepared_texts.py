"""The prepared texts of the writing box: filled from the case, in fitting order, only those that are true here."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from admin_app.case_page.work import Work
from models.rules.cases.sop import Output
from models.rules.channels.approved_texts import ApprovedText, approved_text
from models.rules.channels.messages import Kind
from models.rules.core.declarations import Harmless
from models.rules.replies.blanks import filled
from models.rules.replies.delivery import PURPOSES, Purpose
from models.rules.replies.languages import INDONESIAN, LANGUAGES, language_of
from models.rules.replies.promises import Surroundings, route_of, unkept
from models.rules.staff.roles import Section
from models.tables import Complaint, ReplyTemplate, StepOutput
from models.tables.core.prepared import prepared


@dataclass(frozen=True)
class PreparedText:
    """One prepared text, filled for this case."""

    code: Harmless[str]
    title: Harmless[str]
    purpose: Harmless[str]
    text: str
    kind: Harmless[str]
    language: Harmless[str]
    approved: Harmless[ApprovedText | None] = None  # as the platform approved it

    @property
    def label(self) -> str:
        """Return its name in a list, with its language where that is not Indonesian."""
        return self.title if self.language == INDONESIAN else f"{self.title} · {LANGUAGES.get(self.language, '')}"


def true_here(
    texts: Sequence[PreparedText], case: Complaint, publics: Sequence[bool], invites: bool
) -> tuple[tuple[PreparedText, ...], tuple[tuple[str, str], ...]]:
    """Return the texts that promise nothing that cannot be kept here, and the others with what they say.

    `publics`: for each way of answering, whether everybody can read it.
    """
    private = not all(publics)
    kinds = {str(Kind.COMMENT if public else Kind.DM) for public in publics} or {case.thread.kind, str(Kind.DM)}
    route = route_of(case.section, case.head_answered, case.referred, str(Section.KEPALA_KANTOR))
    kept, left = [], []
    for text in texts:
        here = Surroundings(text.kind == Kind.COMMENT, bool(publics), private, invites, route)
        broken = unkept(text.text, here)
        if broken and (text.kind not in kinds or PURPOSES[Purpose(text.purpose)].public):
            continue  # of another kind of conversation: nobody misses it here
        if broken:
            left.append((text.title, ", ".join(broken)))
        else:
            kept.append(text)
    return tuple(kept), tuple(left)


def prepared_texts(work: Work, values: Mapping[str, str], languages: Sequence[str]) -> tuple[PreparedText, ...]:
    """Return the prepared texts that may be sent now, those in the citizen's language first."""
    texts = [
        PreparedText(
            *(row.code, row.title, row.purpose, filled(row.text, values), row.kind, row.language),
            approved_text(row.approved_as, row.language, row.text, values),
        )
        for row in _in_use()
        if row.purpose in work.purposes
    ]
    rank = {language: place for place, language in enumerate(languages)}
    return tuple(sorted(texts, key=lambda text: rank.get(text.language, len(rank))))


@prepared
def _in_use() -> Any:
    return ReplyTemplate.select().where(ReplyTemplate.active).order_by(ReplyTemplate.id)


def values_of(case: Complaint, outputs: list[StepOutput], office: Mapping[str, str]) -> dict[str, str]:
    """Return what the case fills into prepared texts, by placeholder."""
    answers = [row.text for row in outputs if row.kind == Output.NASKAH_JAWABAN and not row.undone]
    answer = answers[-1] if answers else ""
    # The answer is filled into a text of another language only where the section wrote it in that language.
    own = f"{{isi jawaban dalam bahasa {LANGUAGES[language_of([answer])]}}}"
    return {
        "{nomor}": case.number,
        "{nama}": _called(case),
        "{kantor}": office.get("nama_kantor", ""),
        "{jawaban}": answer,
        **({own: answer} if answer else {}),
    }


def _called(case: Complaint) -> str:
    """Return the name an answer begins with; a protected complainant is "Bapak/Ibu", since others read the text."""
    named = "" if case.identity_protected else case.contact.name or case.thread.handle.display_name
    return named or "Bapak/Ibu"
