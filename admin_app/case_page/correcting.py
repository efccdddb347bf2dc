"""What this person may put right on a case now, with the form for it; the action asks the same rule again."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from admin_app.case_page.work import Work
from admin_app.forms.fields import OUTPUT_FIELDS, PROOF_FIELDS, Field
from admin_app.forms.submission import Submission, chosen, typed
from models.actions.cases.correct_output import correct_output
from models.actions.core.actor import Actor
from models.actions.core.identities import mask_of
from models.actions.papers.outdated_words import corrections_of, outdated_papers
from models.rules.cases.corrections import CORRECTABLE, TEXT, may_correct
from models.rules.cases.sop import STAGES, Output
from models.rules.cases.workflow import CaseFacts
from models.rules.core.declarations import Harmless
from models.rules.replies.delivery import DELIVERED
from models.rules.staff.roles import Role, Section
from models.tables import Document, StepOutput

_NOTE = replace(next(field for field in PROOF_FIELDS if field.name == TEXT), hint="", required=True)
WHY = Field("reason", "Alasan pembetulan", hint="Kedua uraian tetap di riwayat.", required=True, limit=300)


@dataclass(frozen=True)
class Correcting:
    """One output that may be put right: its row, its form and its fields."""

    output: Harmless[Output]
    row: Harmless[int]
    fields: Harmless[tuple[Field, ...]]

    @property
    def form(self) -> str:
        """Return the id of its form."""
        return f"betulkan-{self.output.name.lower()}"


def read_correcting(
    facts: CaseFacts, work: Work, outputs: Sequence[StepOutput], actor: Actor
) -> dict[int, Correcting]:
    """Return by row what this person may put right; what the stage's own form still changes is not among it."""
    if not STAGES[facts.stage].open:
        return {}
    found = {}
    for output in CORRECTABLE:
        row = next((row for row in reversed(outputs) if row.kind == output and not row.undone and row.text), None)
        told = output is Output.NASKAH_JAWABAN and Output.JAWABAN in facts.outputs
        if row is None or told or work.form_for(output) or not _may(row, facts, actor):
            continue
        found[row.id] = Correcting(output, row.id, tuple(_fields(output)))
    return found


def _may(row: StepOutput, facts: CaseFacts, actor: Actor) -> bool:
    writer = row.made_by if row.made_by_id is not None else None
    role = Role(writer.role) if writer else None
    section = Section(writer.section) if writer and writer.section else None
    mine = writer is not None and row.made_by_id == actor.staff_id
    return may_correct(actor.roles, mine, role, section, facts.recused)


def _fields(output: Output) -> Iterable[Field]:
    usual = _NOTE if output in DELIVERED else Field(TEXT, str(output), "teks", required=True)
    own = OUTPUT_FIELDS.get(output, (usual,))
    return (*(replace(field, optional="boleh kosong") for field in own if field.name in CORRECTABLE[output]), WHY)


def correct(submission: Submission) -> str:
    """Put right what was typed anew; the sentence says which papers hold the old words."""
    output = chosen(Output, submission.word("keluaran"))
    names = [name for name in CORRECTABLE.get(output, ()) if name in submission.form]
    case, notes = correct_output(
        submission.case.id,
        output,
        {name: submission.word(name) for name in names if name == TEXT or typed(submission, name)},
        submission.word(WHY.name),
        submission.actor,
        submission.now,
        version=submission.version,
        form_key=submission.key,
    )
    papers = Document.select().where(Document.complaint == case.id)
    marked = outdated_papers(papers, corrections_of(case.id), mask_of(case))
    said = f"“{output}” dibetulkan. {notes}".strip()
    return f"{said} {len(marked)} naskah dibuat dari uraian sebelumnya; lihat bagian Naskah." if marked else said
