"""Writes one invented case as the rows the actions would have left: people, messages, clocks, trail, replies."""

import random
import uuid
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from models.rules.cases.sop import STAGES, MoveRow, Output, Step
from models.rules.cases.workflow import MARKS, holder_of
from models.rules.channels.messages import Direction
from models.rules.clocks.due_dates import Standard, Unit
from models.rules.core.signed_trail import GENESIS, seal_of
from models.rules.core.texts import text_hash
from models.rules.papers.numbering import COMPLAINT_SERIES, complaint_number
from models.tables import (
    Audit,
    Complaint,
    ComplaintMessage,
    Contact,
    DeliveryChange,
    Envelope,
    Handle,
    History,
    IssuedNumber,
    Message,
    NumberSeries,
    OpenThread,
    Outbox,
    Staff,
    StepOutput,
    StepRecord,
    Thread,
)
from tests.benchmarks.bulk import Bulk
from tests.benchmarks.course import CATEGORIES, SUBJECTS, TEXTS, Clock, Course

MESSAGES = 10
REPLIES = {Output.TANGGAPAN_AWAL: "tanggapan_awal", Output.JAWABAN: "jawaban"}


@dataclass
class Office:
    """What every row refers to, read once; and the ends of the chains and series that grow."""

    account: int
    staff: dict[str, Staff]
    version: int
    standards: dict[int, Standard]
    mornings: list[datetime]  # openings of working days as naive UTC, newest last
    calendar: int  # the one on record by which all steps are counted
    series: dict[int, list[int]] = field(default_factory=dict)  # year -> [series id, last number]
    chains: dict[str, tuple[int, str]] = field(default_factory=dict)  # chain -> (seq, hash)

    def due(self, step: int, started: datetime) -> datetime:
        """Return the due time: all steps start early in a morning, so minutes need no calendar."""
        allowed = self.standards[step]
        if allowed.unit is Unit.MENIT:
            return started + timedelta(minutes=allowed.amount)
        later = [morning for morning in self.mornings if morning.date() > started.date()][: allowed.amount]
        return datetime.combine(later[-1].date() if later else started.date() + timedelta(days=3), started.time())


class CaseRows:
    """One case on its way into the database."""

    def __init__(self, bulk: Bulk, office: Office, course: Course, key: uuid.UUID, chance: random.Random) -> None:
        self.add, self.office, self.course, self.key, self.chance = bulk.add, office, course, key, chance
        self.phone = f"62{key.int % 10**12:012d}"
        self.messages: list[int] = []
        self.outputs: dict[Output, int] = {}

    def write(self) -> None:
        """Put all rows of the case on the pile."""
        self.handle, self.thread = self._people()
        for count in range(MESSAGES - 2):
            self._message(Direction.IN, self.course.opened + timedelta(seconds=40 * count - 30))
        self.complaint = self._complaint()
        self._output(Output.PESAN, Step.MENERIMA, self.course.opened, f"message:{self.messages[0]}", None)
        self._trace("agen", "agen", "buka", self.course.opened, after=self.number)
        self._history("terima", "", "identifikasi", self.course.opened, None)
        for row, at in self.course.made:
            self._move(row, at)
        for clock in self.course.clocks:
            self._clock(clock)
        for message in self.messages:
            self.add(ComplaintMessage, complaint=self.complaint, message=message, linked_at=self.course.opened)
        if STAGES[self.course.stage].open:
            self.add(OpenThread, thread=self.thread, complaint=self.complaint)

    def _people(self) -> tuple[int, int]:
        name, since = f"Warga Contoh {self.phone[-6:]}", self.course.opened
        self.contact = self.add(Contact, name=name, created_at=since)
        known = {"kind": "phone", "value": f"+{self.phone}", "display_name": name}
        handle = self.add(Handle, **known, contact=self.contact, first_seen_at=since)
        chat = {"account": self.office.account, "kind": "dm", "external_id": f"{self.phone}@c.us"}
        return handle, self.add(Thread, **chat, handle=handle, last_message_at=since, last_inbound_at=since)

    def _message(self, direction: Direction, at: datetime, text: str = "") -> str:
        text = text or self.chance.choice(TEXTS).format(nomor=self.chance.randrange(10**6))
        own = "true" if direction is Direction.OUT else "false"
        key = {"account": self.office.account, "kind": "dm"}
        key["external_id"] = f"{own}_{self.phone}@c.us_{len(self.messages):08X}"
        envelope = self.add(Envelope, **key, payload=f'{{"body": "{text}"}}', fetched_at=at)
        whence = {"envelope": envelope, "thread": self.thread, "author": self.handle, "direction": str(direction)}
        origin = "aduan" if direction is Direction.OUT else "platform"
        self.messages.append(self.add(Message, **key, **whence, text=text, sent_at=at, received_at=at, origin=origin))
        return str(key["external_id"])

    def _complaint(self) -> int:
        course, row = self.course, STAGES[self.course.stage]
        self.number = self._take_number()
        marks: dict[str, object] = {}
        for move, _ in course.made:
            marks |= MARKS.get(move.move, {})
        if course.made:
            marks |= {"kind": "pengaduan", "category": CATEGORIES[course.section], "section": str(course.section)}
        place = {
            "stage": str(course.stage),
            "step": int(row.step),
            "stage_since": course.stage_since,
            "open": row.open,
        }
        ends = {"due_at": self.office.due(int(row.step), course.clocks[-1].started)}
        if not row.open:
            ends = {"due_at": None, "closed_at": course.stage_since}
        whence = {"account": self.office.account, "thread": self.thread, "contact": self.contact}
        return self.add(
            Complaint,
            public_id=str(self.key),
            number=self.number,
            opened_at=course.opened - timedelta(seconds=30),
            recorded_at=course.opened,
            sop_version=self.office.version,
            subject=self.chance.choice(SUBJECTS),
            last_inbound_at=course.opened,
            **whence,
            **place,
            **ends,
            **marks,
        )

    def _take_number(self) -> str:
        year = self.course.opened.year
        if year not in self.office.series:
            row, _ = NumberSeries.get_or_create(unit=COMPLAINT_SERIES, year=year, series="registrasi")
            self.office.series[year] = [row.id, row.last]
        self.office.series[year][1] += 1
        series, last = self.office.series[year]
        text = complaint_number(year, last)
        given = {"holder": f"message:{self.messages[0]}", "given_at": self.course.opened}
        self.add(IssuedNumber, series=series, urut=last, text=text, **given)
        return text

    def _move(self, row: MoveRow, at: datetime) -> None:
        stage = STAGES[row.origin]
        person = self.office.staff[str(holder_of(row.origin, self.course.section))]
        for output in row.needs:
            if output not in self.outputs:
                reference = self._reply(output, at, person) if output in REPLIES else ""
                self._output(output, stage.step, at, reference, person)
        self._history(str(row.move), str(row.origin), str(row.target), at, person)
        self._trace("web", person.username, str(row.move), at, str(row.origin), str(row.target))

    def _reply(self, output: Output, at: datetime, person: Staff) -> str:
        text = f"Yth. Warga Contoh, pengaduan Nomor {self.number} kami tindak lanjuti."
        external = self._message(Direction.OUT, at, text)
        whence = {"account": self.office.account, "thread": self.thread, "complaint": self.complaint}
        times = {"created_at": at, "sent_at": at, "last_attempt_at": at, "created_by": person.id}
        said = {"text": text, "text_hash": text_hash(text), "purpose": REPLIES[output], "external_id": external}
        key = f"{self.key}-{REPLIES[output]}"
        read = {"state": "sent", "attempts": 1, "ack": "read", "grade": "read", "grade_at": at, "there_at": at}
        reply = self.add(Outbox, reply_key=key, **read, **whence, **times, **said)
        self.add(DeliveryChange, complaint=self.complaint, reply=reply, grade="read", at=at, seen_at=at)
        subject = f"outbox:{reply}"
        self._trace("web", person.username, "antre_jawaban", at, after=REPLIES[output], subject=subject)
        self._trace("agen", "agen", "kirim", at, "queued", "sending", subject)
        self._trace("agen", "agen", "kirim", at, "sending", "sent", subject)
        return subject

    def _output(self, output: Output, step: Step, at: datetime, reference: str, person: Staff | None) -> None:
        made = {"made_by": person.id if person else None, "made_at": at, "reference": reference}
        where = {"complaint": self.complaint, "step": int(step), "round": 1}
        self.outputs[output] = self.add(StepOutput, kind=str(output), text=str(output), **where, **made)

    def _clock(self, clock: Clock) -> None:
        due = self.office.due(int(clock.step), clock.started)
        row: dict[str, object] = {"complaint": self.complaint, "step": int(clock.step), "round": 1}
        row |= {"started_at": clock.started, "due_at": due, "section": str(self.course.section)}
        if clock.finished:
            minutes = round((clock.finished - clock.started).total_seconds() / 60, 2)
            row |= {"finished_at": clock.finished, "outcome": "selesai", "late": clock.finished > due}
            row |= {"net_minutes": minutes, "gross_minutes": minutes, "calendar": self.office.calendar}
            row |= {"output": self.outputs.get(clock.output) if clock.output else None}
        self.add(StepRecord, **row)

    def _history(self, move: str, before: str, after: str, at: datetime, person: Staff | None) -> None:
        who = person.id if person else None
        self.add(History, complaint=self.complaint, at=at, actor=who, move=move, from_stage=before, to_stage=after)

    def _trace(
        self, chain: str, who: str, event: str, at: datetime, before: str = "", after: str = "", subject: str = ""
    ) -> None:
        seq, previous = self.office.chains.get(chain, (0, GENESIS))
        row: dict[str, object] = {
            "chain": chain,
            "seq": seq + 1,
            "at": at,
            "actor": who,
            "address": "",
            "event": event,
        }
        row |= {"subject": subject or f"complaint:{self.complaint}", "before": before, "after": after}
        row["prev_hash"] = previous
        row["hash"] = seal_of(row)
        self.office.chains[chain] = (seq + 1, str(row["hash"]))
        self.add(Audit, **row)
