"""Joins new messages to the open complaint of their thread, or opens complaints: number, clocks, history, audit."""

import uuid
from datetime import datetime

from peewee import fn

from models.actions.core import audit_trail, give_number
from models.actions.core.actor import AGENT, Actor
from models.actions.core.audit_trail import AuditEvent
from models.actions.core.held_calendars import hold_calendar
from models.actions.core.links.contents import raise_news
from models.actions.core.links.graph import lean_on_graph
from models.actions.core.office_facts import office_calendar, sop_in_force, standards
from models.actions.core.statutory_clocks import start_clocks
from models.actions.figures.late_lines import add_late_lines
from models.actions.intake.arrivals import Arrival
from models.actions.intake.beside_hidden import open_beside_hidden
from models.actions.intake.comments_in_a_row import gather_comments
from models.actions.intake.following import courses_of
from models.actions.intake.history import hold_back_history
from models.actions.intake.officer_answers import keep_officers_answers
from models.actions.intake.past_the_desk import pass_the_desk
from models.actions.intake.watch_conduct import watch_conduct
from models.rules.cases.identification import SUBJECT_LIMIT
from models.rules.cases.sop import Output, Stage, Step
from models.rules.channels.messages import Direction
from models.rules.clocks.due_dates import Standard, due_at, is_late
from models.rules.clocks.working_time import Calendar, gross_minutes, net_minutes
from models.rules.core.moments import to_wib
from models.rules.core.texts import storable
from models.rules.figures.months import month_of
from models.rules.intake.matching import match
from models.rules.intake.subject import proposed_subject
from models.rules.papers.numbering import COMPLAINT_FORMAT, COMPLAINT_SERIES
from models.tables import (
    ChannelAccount,
    Complaint,
    ComplaintMessage,
    Handle,
    History,
    OpenThread,
    StepOutput,
    StepRecord,
)
from models.tables.core.bulk import insert_rows


def assign(
    account: ChannelAccount, arrivals: list[Arrival], now: datetime, actor: Actor = AGENT, opens: bool = True
) -> list[int]:
    """Join or open a complaint for every arrival; return the ids of the complaints touched.

    Without `opens` none is opened; messages without an open complaint then stay in their conversation only.
    """
    lean_on_graph()
    _find_complaints(arrivals)
    for arrival in arrivals:
        arrival.opens &= opens
    pass_the_desk(account, arrivals, opens)
    for arrival in arrivals:
        arrival.opens &= arrival.asks or arrival.past
    if opens:
        open_beside_hidden(arrivals, actor)
    if actor is AGENT:
        hold_back_history(account, arrivals, now)
    # An officer who files says himself what is one complaint.
    coming = [arrival for arrival in arrivals if arrival.opens and actor is AGENT and not arrival.past]
    gathered = gather_comments(account, keep_officers_answers(coming, now))
    opening = [arrival for arrival in arrivals if arrival.opens]
    if opening:
        open_complaints(account, opening, now, actor)
    joined = [arrival for arrival in arrivals if arrival not in opening]
    _take_along(gathered)
    _link(arrivals, now)
    _note_inbound(joined)
    came_past = {arrival.complaint for arrival in arrivals if arrival.past and arrival.complaint is not None}
    watch_conduct(_reached(arrivals), now, came_past)
    note_late(opening, actor, now)
    return [arrival.complaint for arrival in arrivals if arrival.complaint is not None]


def note_late(opening: list[Arrival], actor: Actor, now: datetime) -> None:
    """Put opened complaints of an earlier month into its register where that is closed already.

    After it was decided who may see them.
    """
    earlier = [one for one in opening if one.received_at and month_of(one.received_at) < month_of(now)]
    add_late_lines([one.complaint for one in earlier if one.complaint is not None], actor, now)


def _reached(arrivals: list[Arrival]) -> set[int]:
    """Return the complaints that got a citizen's words."""
    return {complaint for arrival in arrivals if arrival.inbound for complaint, _ in arrival.stops}


def _find_complaints(arrivals: list[Arrival]) -> None:
    threads = [arrival.thread.id for arrival in arrivals]
    held = OpenThread.select(OpenThread.thread, OpenThread.complaint).where(OpenThread.thread.in_(threads))
    courses = courses_of(dict(held.tuples()))
    last_by_thread = dict(
        Complaint.select(Complaint.thread, fn.MAX(Complaint.id))
        .where(Complaint.thread.in_(threads))
        .group_by(Complaint.thread)
        .tuples()
    )
    for arrival in arrivals:
        direction = Direction.IN if arrival.inbound else Direction.OUT
        course = courses.get(arrival.thread.id)
        found = match(direction, course.lead if course else None, last_by_thread.get(arrival.thread.id))
        arrival.complaint, arrival.opens, arrival.previous = found.join, found.opens, found.previous
        arrival.stops = course.stops if course else ()


def _take_along(gathered: list[Arrival]) -> None:
    """Let the conversations of comments in a row belong to the one complaint from now on."""
    for arrival in gathered:
        if arrival.rides_with is not None and arrival.rides_with.complaint is not None:
            arrival.join(arrival.rides_with.complaint)
    insert_rows(OpenThread, [{"thread": one.thread.id, "complaint": one.complaint} for one in gathered], ignore=True)


def open_complaints(account: ChannelAccount, opening: list[Arrival], now: datetime, actor: Actor) -> None:
    """Open a complaint for each of these arrivals and set it there, in the transaction that stores the messages."""
    holders = [arrival.number_holder or f"message:{arrival.inbound[0][1]}" for arrival in opening]
    year = to_wib(now).year
    numbers = give_number.take(COMPLAINT_SERIES, year, "registrasi", holders, COMPLAINT_FORMAT, actor, now)
    version = sop_in_force(now)
    calendar, standard = office_calendar(), standards(version.id)
    due = due_at(calendar, now, standard[Step.IDENTIFIKASI])
    shared = {"recorded_at": now, "stage_since": now, "due_at": due, "account": account.id, "sop_version": version.id}
    rows = _complaint_rows(opening, numbers, now, shared)
    ids = dict(insert_rows(Complaint, rows, (Complaint.number, Complaint.id)))
    for arrival, number in zip(opening, numbers, strict=True):
        arrival.complaint, arrival.stops = ids[number], ((ids[number], None),)
    insert_rows(OpenThread, [{"thread": a.thread.id, "complaint": a.complaint} for a in opening if a.holds])
    _record_first_steps(opening, now, calendar, standard, due)
    start_clocks(ids.values(), calendar)
    events = (AuditEvent("buka", f"complaint:{ids[number]}", after=number) for number in numbers)
    audit_trail.write_all(actor, now, events)


def _complaint_rows(
    opening: list[Arrival], numbers: list[str], now: datetime, shared: dict[str, object]
) -> list[dict[str, object]]:
    handles = [arrival.thread.handle_id for arrival in opening]
    contacts = dict(Handle.select(Handle.id, Handle.contact).where(Handle.id.in_(handles)).tuples())
    return [
        {
            **shared,
            "public_id": str(uuid.uuid4()),
            "number": number,
            "opened_at": _begins(arrival, now),
            "thread": arrival.thread.id,
            "contact": contacts[arrival.thread.handle_id],
            "stage": str(Stage.IDENTIFIKASI),
            "step": int(Step.IDENTIFIKASI),
            "subject": _subject(arrival),
            "previous": arrival.previous,
            "last_inbound_at": max(message.sent_at for message, _ in arrival.inbound),
            "unread": len(arrival.inbound),
            "read_news": 1,  # what opens it is identified, not read beforehand
        }
        for arrival, number in zip(opening, numbers, strict=True)
    ]


def _begins(arrival: Arrival, now: datetime) -> datetime:
    """Return since when the office has it: the limits of the law, step 1, the register and the month follow that."""
    return min(arrival.received_at or now, now)


def _subject(arrival: Arrival) -> str:
    """Return what the first message that says what it wants proposes; empty where none of them does yet."""
    words = (message.text for message, message_id in arrival.inbound if message_id not in arrival.came)
    said = (proposed_subject(storable(text), SUBJECT_LIMIT) for text in words)
    return next(filter(None, said), "")


def _record_first_steps(
    opening: list[Arrival], now: datetime, calendar: Calendar, standard: dict[int, Standard], due: datetime
) -> None:
    """Record step 1 from its receipt to now, ended by its message, and begin step 2 at once (SOP steps 1, 2)."""
    outputs = [
        {
            "complaint": arrival.complaint,
            "kind": str(Output.PESAN),
            "step": int(Step.MENERIMA),
            "round": 1,
            "reference": f"message:{arrival.opened_by[1]}",
            "made_at": now,
        }
        for arrival in opening
    ]
    made = dict(insert_rows(StepOutput, outputs, (StepOutput.complaint, StepOutput.id)))
    held = {"calendar": hold_calendar(calendar, now)}
    first = [_received(arrival, now, calendar, standard[Step.MENERIMA]) | held for arrival in opening]
    insert_rows(StepRecord, [{**row, "output": made[row["complaint"]]} for row in first])
    second = {"step": int(Step.IDENTIFIKASI), "round": 1, "started_at": now, "due_at": due}
    insert_rows(StepRecord, [{"complaint": arrival.complaint, **second} for arrival in opening])
    moves = {"at": now, "move": "terima", "to_stage": str(Stage.IDENTIFIKASI)}
    insert_rows(History, [{"complaint": arrival.complaint, **moves} for arrival in opening])


def _received(arrival: Arrival, now: datetime, calendar: Calendar, standard: Standard) -> dict[str, object]:
    """Return the record of step 1: from the message received to the message stored."""
    ended = arrival.stored_at or now
    began = min(_begins(arrival, now), ended)
    due = due_at(calendar, began, standard)
    return {
        "complaint": arrival.complaint,
        "step": int(Step.MENERIMA),
        "round": 1,
        "started_at": began,
        "due_at": due,
        "finished_at": ended,
        "outcome": "selesai",
        "net_minutes": net_minutes(calendar, began, ended),
        "gross_minutes": gross_minutes(began, ended),
        "late": is_late(due, ended),
    }


def _link(arrivals: list[Arrival], now: datetime) -> None:
    places = {complaint for arrival in arrivals if arrival.inbound for complaint, _ in arrival.stops}
    news = raise_news(places) if places else {}
    rows = [
        {
            **{"complaint": complaint, "message": message_id, "linked_at": now, "through": through},
            "news": news.get(complaint, 0),
        }
        for arrival in arrivals
        for complaint, through in arrival.stops
        for _, message_id in arrival.messages
    ]
    insert_rows(ComplaintMessage, rows, ignore=True)


def _name_unnamed(complaints: list[int], subject: str) -> None:
    """Name the cases that began with a greeting alone, as long as nobody identified them."""
    unnamed = Complaint.id.in_(complaints) & (Complaint.subject == "") & (Complaint.kind == "")
    if subject:
        Complaint.update(subject=subject).where(unnamed).execute()


def _note_inbound(joined: list[Arrival]) -> None:
    for arrival in joined:
        if not arrival.stops or not arrival.inbound:
            continue
        newest = max(message.sent_at for message, _ in arrival.inbound)
        # The version stays: a new message must not make a form an officer is filling in stale.
        mine = Complaint.id.in_([complaint for complaint, _ in arrival.stops])
        Complaint.update(unread=Complaint.unread + len(arrival.inbound)).where(mine).execute()
        _name_unnamed([complaint for complaint, _ in arrival.stops], _subject(arrival))
        # An old message that comes late does not set the time back.
        older = Complaint.last_inbound_at.is_null() | (Complaint.last_inbound_at < newest)
        Complaint.update(last_inbound_at=newest).where(mine & older).execute()
