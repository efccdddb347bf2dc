"""Reads one case for its page: the case, what may be done on it, its rail, conversation, papers and history."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from admin_app.case_page.awaited import awaited_in, grades_in
from admin_app.case_page.case_facts import case_facts
from admin_app.case_page.case_rows import marks_of_papers, papers_of, related, returns_of, signing_of, written_on
from admin_app.case_page.composer import NOTHING_BEGUN, Beginning, Composer, read_composer
from admin_app.case_page.conversation import SHOWN, Conversation, read_conversation
from admin_app.case_page.correcting import Correcting, read_correcting
from admin_app.case_page.events import Event, read_events
from admin_app.case_page.lacking import Lack, lacks_of
from admin_app.case_page.links import LinksView, read_links
from admin_app.case_page.rail import RailStep, read_rail
from admin_app.case_page.reply_words import WhyLate, nothing_late
from admin_app.case_page.work import Paper, Person, Task, Work, work_on
from admin_app.cases.person import PersonView, read_person
from admin_app.cases.photo_buttons import PhotoView, read_photos
from admin_app.cases.suggesting import SuggestionView, read_suggestion
from admin_app.clocks.case_clocks import CaseClocks, read_clocks
from admin_app.forms.fields import OUTPUT_FIELDS, TO_READ, WORDING_FIELDS, WRITTEN_FROM
from admin_app.papers.paper_course import PaperCourse, read_courses, standing_still, viewer_of
from admin_app.papers.srikandi.sent_words import SentWords, words_by_paper
from admin_app.privacy.case_secrecy import kept_out_of
from admin_app.queue.came_in import NOTHING_CAME, CameIn, handed_on
from admin_app.replies.answer_files import attached_files
from admin_app.replies.invitation_card import InvitationCard, read_invitation
from admin_app.shell.masking import masked
from admin_app.shell.stamping import stamp
from models.actions.core.actor import Actor
from models.actions.core.answers.delivery_notes import with_notes
from models.actions.core.case import facts_of
from models.actions.core.case_papers import files_the_case
from models.actions.core.identities import mask_of
from models.actions.core.office_facts import office_calendar, office_settings
from models.actions.core.own_types.catalogue import catalogue
from models.actions.core.rare_rows import may_have, note_rare_rows
from models.actions.papers.draft_document import WORDING
from models.actions.papers.outdated_words import corrections_of
from models.actions.papers.pending_signatures import pending_of
from models.actions.papers.sign_document import way_of_draft
from models.actions.papers.withdraw_memo import withdrawable_memo
from models.rules.cases.sop import Move, Output
from models.rules.cases.workflow import CaseFacts
from models.rules.core.declarations import Harmless
from models.rules.papers.documents import ENDED, DocumentRow, DocumentState
from models.rules.papers.numbering import NumberMode
from models.rules.papers.own.own_type import unprinted_in
from models.rules.papers.signing_ways import WayRow, row_of
from models.rules.replies.delivery import Purpose, ReplyState
from models.rules.staff.roles import Role
from models.tables import (
    Complaint,
    Document,
    History,
    OutputCorrection,
    PendingSignature,
    SentPaper,
    StepOutput,
)

# The outputs whose fields are columns of the case.
_COLUMN_OUTPUTS = (Output.IDENTIFIKASI, Output.SEKSI_TUJUAN)
_CASE_COLUMNS = frozenset(field.name for output in _COLUMN_OUTPUTS for field in OUTPUT_FIELDS[output])


@dataclass(frozen=True)
class CaseView:
    """Everything the case's page shows."""

    case: Complaint
    facts: Harmless[CaseFacts]
    work: Harmless[Work]
    rail: Harmless[list[RailStep]]
    conversation: Conversation
    outputs: list[StepOutput]
    documents: list[Document]
    courses: Mapping[int, PaperCourse]
    history: list[History]
    composer: Composer | None
    office: Harmless[Mapping[str, str]]
    previous: Complaint | None
    later: Complaint | None
    person: PersonView
    clocks: CaseClocks
    events: list[Event]
    suggestion: SuggestionView | None
    photos: PhotoView
    links: LinksView
    invitation: InvitationCard | None
    correcting: Mapping[int, Correcting]
    outdated: Harmless[Mapping[int, str]]  # papers made from words put right since, or telling of an answer that fell
    pending: Mapping[int, PendingSignature]  # signatures that can still be taken back, by paper
    sent: Mapping[int, SentWords] = field(default_factory=dict)  # where papers are, or were, signed elsewhere
    kept_out: Harmless[Sequence[str]] = ()  # colleagues who do not see a case of the lane for conduct
    withdrawable: Document | None = None  # the memo by which this person may take the case back
    handed: CameIn = NOTHING_CAME  # what came before the case reached its desk and no desk was shown
    came: CameIn = NOTHING_CAME  # what came since a form was drawn that was refused for it

    @property
    def number_is_typed(self) -> bool:
        """Whether the number of a paper comes from outside and is typed in."""
        return self.office.get("mode_nomor", NumberMode.EKSTERNAL) == NumberMode.EKSTERNAL

    @property
    def work_stamp(self) -> str:
        """Return a mark that changes when the forms of the case do."""
        replies = [
            (one.key, one.state, one.ticks, one.late) for one in self.conversation.entries if one.reply is not None
        ]
        ways = [(way.value, way.window) for way in self.composer.ways] if self.composer else None
        owed = Output.JAWABAN_GABUNGAN not in self.facts.outputs
        typed = len(self.conversation.typed_in_app)
        left = [task.on_its_way.said for task in self.work.tasks if task.on_its_way]
        told = self.invitation, len(self.handed.lines)
        return stamp(self.case.version, self.case.stage, replies, typed, ways, owed, left, *told)

    def value_of(self, output: Output, name: str) -> object:
        """Return what a field of an output holds now: the case's own column, else the newest text."""
        if output is Output.IDENTIFIKASI and self.suggestion and name in self.suggestion.filled:
            return self.suggestion.filled[name]
        if name == "identity_protected" and self.case.protected_by_lane:
            return False  # whoever identifies it says himself whether it stays
        if name in _CASE_COLUMNS:
            return getattr(self.case, name)
        counting = (row for row in reversed(self.outputs) if row.kind == output and not row.undone)
        return next((row.text for row in counting), "")

    @property
    def lacks(self) -> tuple[Lack, ...]:
        """Return what the running step still lacks, and where it is filled in."""
        return lacks_of(self.facts, self.work, self.value_of)

    def to_read(self, for_task: bool = True) -> list[StepOutput]:
        """Return the texts to read before acting at this stage; `for_task`: with those for the next stage."""
        task = self.work.next_task if for_task else None
        found = []
        for output in (*TO_READ.get(self.facts.stage, ()), *WRITTEN_FROM.get(task.output if task else None, ())):
            counting = (row for row in reversed(self.outputs) if row.kind == output and not row.undone and row.text)
            found += [row for row in [next(counting, None)] if row]
        return found

    @property
    def arrived_with(self) -> History | None:
        """Return the move that brought the case to this stage, if it has a reason."""
        last = self.history[-1] if self.history else None
        return last if last and last.reason and last.move in list(Move) else None

    @property
    def paper_forms(self) -> frozenset[str]:
        """Return the ids of the forms in the list of papers."""
        drawn = {"paraf": "may_initial", "kembalikan": "may_return", "salinan": "may_attach", "buang": "may_discard"}
        return (
            frozenset(
                f"{form}-{number}"
                for number, course in self.courses.items()
                for form, may in drawn.items()
                if getattr(course, may)
            )
            | ({f"tarik-{self.withdrawable.id}"} if self.withdrawable else set())
            | {f"urungkan-{number}" for number in self.pending}
            | self.photos.form_ids
            | self.links.form_ids
            | (self.invitation.form_ids if self.invitation else frozenset())
            | {one.form for one in self.correcting.values()}
        )

    def draft_of(self, task: Task) -> Document | None:
        """Return the draft of a paper."""
        return next((row for row in self.documents if task.draft and row.id == task.draft.document_id), None)

    def standing_of(self, task: Task) -> Document | None:
        """Return the newest paper of this kind that was neither cancelled nor withdrawn."""
        mine = (row for row in reversed(self.documents) if task.paper and row.type == task.paper.code)
        return next((row for row in mine if row.state not in ENDED), None)

    def elsewhere_of(self, document: Document) -> WayRow | None:
        """Return the way of a draft that is signed elsewhere; None where it is signed here."""
        row = row_of(way_of_draft(document))
        return row if row.elsewhere else None

    def wording_of(self, document: Document) -> dict[str, str]:
        """Return the words of a draft that an officer may change."""
        facts = json.loads(document.facts)
        return {name: str(facts[name] or "") for name in WORDING if name in facts.keys() - unprinted_in(facts)}

    def is_blank(self, wording: Mapping[str, str]) -> bool:
        """Whether a draft lacks words that only the officer can write."""
        return any(field.required and not wording.get(field.name, "-").strip() for field in WORDING_FIELDS)

    def facts_shown(self, full: bool) -> list[tuple[str, str]]:
        """Return the facts of the case by label; `full` shows how to reach the complainant."""
        return case_facts(self.case, full)


def read_case(
    case: Complaint,
    actor: Actor,
    now: datetime,
    shown: int = SHOWN,
    begun: Beginning = NOTHING_BEGUN,
    why_late: WhyLate = nothing_late,
) -> CaseView:
    """Return the page of a case; the number of queries does not depend on its length."""
    note_rare_rows(case)
    conversation = read_conversation(case, shown, actor.scope, why_late)
    view = replace(_read(case, actor, now, conversation, begun), handed=handed_on(case, actor))
    if may_have(case, SentPaper):
        sent = words_by_paper(view.documents)
        view = replace(view, sent=sent, courses=standing_still(view.courses, sent))
    return masked(view, mask_of(case))


def _read(case: Complaint, actor: Actor, now: datetime, conversation: Conversation, begun: Beginning) -> CaseView:
    outputs, history = with_notes(case, written_on(case, StepOutput)), written_on(case, History)
    office, calendar = office_settings(), office_calendar()
    documents = papers_of(case)
    facts, returns = facts_of(case, now, outputs, documents, office), returns_of(case)
    corrections = corrections_of(case.id) if may_have(case, OutputCorrection) else []
    signers, delegates = signing_of(case, types := catalogue(), office, now)
    viewer = viewer_of(actor, signers, delegates, facts, files_the_case(case, actor), types)
    work = _work(actor, facts, conversation, documents, types, signers, delegates, now)
    clocks = read_clocks(case, actor, calendar, office, now)
    suggestion = _suggestion(case, work, person := read_person(case, actor), actor)
    links = read_links(case, actor, person, suggestion.similar if suggestion else (), now)
    box = read_composer(case, work, outputs, office, now, conversation.language, begun)
    return CaseView(
        case=case,
        facts=facts,
        work=work,
        rail=read_rail(case, calendar, now, grades_in(outputs, conversation)),
        conversation=conversation,
        outputs=outputs,
        documents=documents,
        courses=read_courses(documents, viewer),
        history=history,
        composer=_with_files(box, case, actor),
        office=office,
        previous=related(Complaint.id == case.previous_id, case, actor) if case.previous_id else None,
        later=None if case.open else related(Complaint.previous == case.id, case, actor),
        person=person,
        clocks=clocks,
        events=read_events(case, history, clocks.pauses, links.events, returns, corrections),
        suggestion=suggestion,
        photos=read_photos(case, facts, actor, outputs, bool(returns)),
        links=links,
        withdrawable=withdrawable_memo(case, actor, now, history) if history else None,
        invitation=read_invitation(case, now),
        correcting=read_correcting(facts, work, outputs, actor),
        outdated=marks_of_papers(documents, corrections, case),
        pending=pending_of([row.id for row in documents]) if may_have(case, PendingSignature) else {},
        kept_out=kept_out_of(case) if facts.suspected else (),
    )


def _with_files(box: Composer | None, case: Complaint, actor: Actor) -> Composer | None:
    """Return the writing box with the files this officer attached to his answer."""
    if box is None or box.way is None:
        return box
    return replace(box, attached=attached_files(case, box.way.reach, actor))


def _suggestion(case: Complaint, work: Work, person: PersonView, actor: Actor) -> SuggestionView | None:
    """Return the suggestion, only until the case is identified."""
    wanted = work.form_for(Output.IDENTIFIKASI) and not case.kind
    return read_suggestion(case, [] if case.identity_protected else person.contacts, actor) if wanted else None


def _work(
    actor: Actor,
    facts: CaseFacts,
    conversation: Conversation,
    documents: list[Document],
    types: Mapping[str, DocumentRow],
    signers: Mapping[str, Role],
    delegates: Mapping[str, frozenset[Role]],
    now: datetime,
) -> Work:
    return work_on(
        Person(actor.role or Role.ADMINISTRATOR, actor.section, actor.stands_in),
        facts,
        [Paper(row.id, row.type, DocumentState(row.state)) for row in documents],
        [
            (Purpose(entry.reply.purpose), ReplyState(entry.state))
            for entry in conversation.entries
            if entry.reply is not None
        ],
        signers,
        delegates,
        awaited_in(facts, conversation, now),
        {
            (Purpose(entry.reply.purpose), ReplyState(entry.state)): entry.late
            for entry in conversation.entries
            if entry.reply is not None and entry.late
        },
        types,
    )
