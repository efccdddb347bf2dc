"""An office behind a stage: an answer of it goes out by the connector, and what the platform tells of it comes in."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path

from models.actions.clocks.looking.limits import keep_clocks
from models.actions.intake.receive_messages import receive_page
from models.actions.replies import deliver_reply as deliver
from models.actions.replies import read_back
from models.actions.replies.queue_reply import queue_reply
from models.rules.cases.sop import Output
from models.rules.channels.messages import Ack, Finding, Look, Page, Readback
from models.rules.replies.delivery import Purpose
from models.rules.staff.roles import Role, Section
from models.tables import (
    Audit,
    ChannelAccount,
    Complaint,
    DeliveryChange,
    Message,
    MessageVersion,
    Notice,
    Outbox,
    StatutoryClock,
    StepOutput,
    StepRecord,
)
from tests.actions.walking import Walk, own_numbers
from tests.connectors.stage import PushedStage, Stage, WahaStage, now
from tests.office import NOW, actor, office

ANSWER = "Paspor dapat diambil besok."
_WAHA = {Ack.FAILED: -1, Ack.PENDING: 0, Ack.SENT: 1, Ack.DELIVERED: 2, Ack.READ: 3}


@dataclass
class ToldOffice:
    """An office with one case, waiting to give its answer on a stage; its clock is the tests' own."""

    stage: Stage
    walk: Walk
    _ahead: timedelta = field(default_factory=lambda: NOW - now())

    def send(self) -> deliver.Claim:
        """Let the answer leave by the connector, and return its claim; the platform's receipt is not recorded."""
        queue_reply(self.walk.id, ANSWER, Purpose.JAWABAN, "jawab-1", actor(Role.PENGELOLA), self.walk.tick())
        claim = deliver.claim_due(self.walk.account.id, "agen-1", 60, self.walk.tick())
        assert claim is not None
        chosen = self.stage.connector.new_client_ref()
        if chosen:
            deliver.choose_client_ref(claim, chosen)
            claim = replace(claim, reply=replace(claim.reply, client_ref=chosen))
        assert deliver.record_intent(claim, 60, self.walk.now)
        self.receipt = self.stage.connector.send(claim.reply)
        return claim

    def answer(self) -> None:
        """Let the answer leave, and record the platform's receipt."""
        assert deliver.record_sent(self.send(), self.receipt, self.walk.now)

    def tell(self, ack: Ack) -> None:
        """Let the platform say this of every answer from now on."""
        if isinstance(self.stage, WahaStage):
            settings = self.stage.running.practice.gateway.settings
            settings.ack_seconds, settings.ack_ceiling = (0.0, 0.0, 0.0), _WAHA[ack]
        elif isinstance(self.stage, PushedStage):
            self.stage.platform.settings.statuses = str(ack)
            for item in self.stage.platform.network.office_items:
                item.extra["failed"] = "undeliverable" if ack is Ack.FAILED else None

    def news(self) -> Page:
        """Return what the platform says now, as one page: a poll that looks back, or what it pushed since."""
        pages = self._pushed() if isinstance(self.stage, PushedStage) else self.stage.pages()
        return Page(
            tuple(replace(one, sent_at=one.sent_at + self._ahead) for page in pages for one in page.messages),
            acknowledgements=tuple(
                replace(one, at=one.at and one.at + self._ahead) for page in pages for one in page.acknowledgements
            ),
        )

    def _pushed(self) -> list[Page]:
        stage = self.stage
        assert isinstance(stage, PushedStage)
        before = len(stage.pushed.bodies)
        stage.pages()
        bodies, stage.pushed.bodies = stage.pushed.bodies, stage.pushed.bodies[before:]
        try:
            return stage.pages()
        finally:
            stage.pushed.bodies = bodies

    def take(self, *pages: Page) -> None:
        """Take in what the platform told."""
        for page in pages:
            receive_page(self.walk.account.id, self.stage.stream, page, self.walk.now)

    def sent_id(self) -> str:
        """Return the id of the answer at the platform."""
        return str(self.receipt.external_id)

    def lose(self, claim: deliver.Claim, found: str) -> None:
        """Let the sender die before it wrote the receipt down; a look back may have found nothing since."""
        if found != "sending":
            assert deliver.record_unknown(claim, "agen berhenti", self.walk.now)
        if found == "hold":
            undecided = Readback(Finding.UNDECIDED)
            assert read_back.record_readback(claim, undecided, False, self.walk.now) == "hold"

    def lapse(self) -> None:
        """Let the dead sender's lease run out, and the next agent look back for its answer."""
        later = self.walk.now + timedelta(minutes=5)
        deliver.recover_expired(self.walk.account.id, later)
        mine, looks = self.walk.account.id, list[tuple[deliver.Claim, Look]]()
        for row_id in read_back.due_readbacks(mine, 1, later):
            claim = deliver.claim_of(Outbox.get_by_id(row_id), later)
            looks.append((claim, self.stage.connector.find(claim.reply)))
        for claim, verdict in read_back.judge(mine, looks, 1, later):
            read_back.record_readback(claim, verdict, False, later)

    def given(self) -> int:
        """Return how often the answer was counted as given, also where that was undone."""
        mine = (StepOutput.complaint == self.walk.id) & (StepOutput.kind == str(Output.JAWABAN))
        return StepOutput.select().where(mine).count()

    def picture(self) -> dict[str, object]:
        """Return all that stands on what is known of the answer; how often it was told is not in it."""
        case, reply = self.walk.case, Outbox.get(Outbox.purpose == "jawaban")
        steps = StepRecord.select().where(StepRecord.complaint == case.id).order_by(StepRecord.id)
        made = StepOutput.select().where(StepOutput.complaint == case.id).order_by(StepOutput.id)
        clocks = StatutoryClock.select().where(StatutoryClock.complaint == case.id).order_by(StatutoryClock.id)
        told = Notice.select().where(Notice.complaint == case.id)
        return {
            "reply": (reply.state, reply.grade, reply.ack, reply.there_at),
            "case": (case.stage, case.round, case.due_at, case.unread),
            "steps": [(row.step, row.round, row.started_at, row.finished_at, row.due_at) for row in steps],
            "outputs": [(row.kind, row.reference, row.undone, row.made_at) for row in made],
            "limits": [(row.rule_id, row.starts_at, row.due_at, row.met_at) for row in clocks],
            "notices": sorted((row.kind, row.staff_id, row.text) for row in told),
            "falls": Audit.select().where(Audit.event == "kabar_jatuh").count(),
        }

    def written(self) -> dict[str, int]:
        """Return how many rows there are that news can write."""
        tables = (Audit, DeliveryChange, Notice, StepOutput, StepRecord, Message, MessageVersion, Complaint)
        return {table.__name__: table.select().count() for table in tables}


@contextmanager
def told_office(stage: Stage, folder: Path) -> Iterator[ToldOffice]:
    """Open an office whose one citizen wrote on this stage, and whose answer is decided."""
    with office(f"sqlite:///{folder / 'aduan.db'}"):
        row = ChannelAccount.create(kind=stage.kind, label="kanal", created_at=NOW - timedelta(days=90))
        walk = object.__new__(Walk)
        walk.account, walk.section, walk.now = row, Section.LALINTALKIM, NOW
        there = ToldOffice(stage, walk)
        stage.happen("Paspor saya belum jadi.", at=now().timestamp() - 60)
        there.take(there.news())
        walk.id = Complaint.get().id
        walk.now += timedelta(minutes=1)
        own_numbers()
        walk.with_answer().handed_back()
        keep_clocks(walk.now)
        yield there
