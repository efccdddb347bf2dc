"""From when each limit of the law on a case counts, and whether it is met: from what counts for its citizen."""

from datetime import datetime

from models.tables import ComplaintLink, StatutoryClock, StatutoryRule
from tests.recount.answers import KIND
from tests.recount.course import Course

_ANSWERS = {KIND["jawaban"], KIND["pertanyaan"]}
TO_CITIZEN = {KIND["tanggapan_awal"], *_ANSWERS}
_SENT_ON = "Nota dinas pengoordinasian bertanda tangan"
MET_BY = {
    "menanggapi": TO_CITIZEN,
    "memutuskan": _ANSWERS,
    "memberitahu": _ANSWERS,
    "meneruskan": {_SENT_ON, *_ANSWERS},
    "menindaklanjuti": {"Laporan hasil penelitian lapangan", *_ANSWERS},
    "menutup": {"Dokumentasi penyampaian (lembar pengaduan)"},
}
BEGINS_WITH = {"menindaklanjuti": {_SENT_ON}, "menutup": _ANSWERS}


def limits(courses: dict[int, Course]) -> dict[tuple[int, str], tuple[datetime | None, datetime | None]]:
    """Return by case and limit from when it counts and when it was met; none that has not begun."""
    found = {}
    rows = StatutoryClock.select(StatutoryClock, StatutoryRule).join(StatutoryRule)
    for clock in rows.where(StatutoryClock.complaint.in_(list(courses))).order_by(StatutoryClock.id):
        course, rule = courses[clock.complaint_id], clock.rule
        made = counting(course, courses)
        starts = _start(clock, courses, made)
        if rule.kind not in ("", course.kind) or rule.source not in ("", course.case.source):
            continue
        begins = BEGINS_WITH.get(rule.action)
        if starts is None or (begins is not None and not any(kind in begins for kind, _ in made)):
            continue
        found[course.case.id, rule.key] = (starts, _met(rule, made, starts))
    return found


def waited_for(leads: list[int], courses: dict[int, Course]) -> dict[tuple[int, str], datetime]:
    """Return by case and limit since when somebody waits: its own citizen, or one merged into it."""
    found: dict[tuple[int, str], datetime] = {}
    for (case, key), (starts, met) in limits(courses).items():
        place = (courses[case].lead or case, key)
        if met is None and starts is not None and place[0] in leads:
            found[place] = min(starts, found.get(place, starts))
    return found


def _met(rule: StatutoryRule, made: list[tuple[str, datetime]], starts: datetime) -> datetime | None:
    return min((at for kind, at in made if kind in MET_BY[rule.action] and at >= starts), default=None)


def _start(clock: StatutoryClock, courses: dict[int, Course], made: list[tuple[str, datetime]]) -> datetime | None:
    """Return from when a limit counts; where others were ever merged with the case, their start may be its own."""
    possible = {one: _own_start(courses[one], clock.rule) for one in _kin(clock.complaint_id) if one in courses}
    own = possible[clock.complaint_id]
    # Of one that is met, since when its file was complete before it was called so again is not on record.
    again = clock.rule.action == "memutuskan" and _met(clock.rule, made, clock.starts_at) is not None
    return clock.starts_at if clock.starts_at in possible.values() or again else own


def _own_start(course: Course, rule: StatutoryRule) -> datetime | None:
    if begins := BEGINS_WITH.get(rule.action):
        return min((row.at for row in course.counting(*begins)), default=None)
    complete = course.case.complete_at if rule.action == "memutuskan" else None  # as an officer said
    return complete or course.received


def _kin(case: int) -> set[int]:
    """Return a case with all that it is or was merged with, over all merges between them."""
    pairs = [{row.source_id, row.target_id} for row in ComplaintLink.select().where(ComplaintLink.kind == "gabung")]
    kin, more = {case}, True
    while more:
        wider = kin.union(*(pair for pair in pairs if pair & kin))
        kin, more = wider, wider != kin
    return kin


def counting(course: Course, courses: dict[int, Course]) -> list[tuple[str, datetime]]:
    """Return what counts for the citizen of a case: of a lead its work, its words only in his conversation."""
    own = [(row.kind, row.at) for row in course.counting()]
    if course.lead is None:
        return own
    lead, joined = courses[course.lead], course.merged_at
    assert joined is not None
    for other in courses.values():
        if other is course or (other.lead or other.case.id) != course.lead:
            continue
        here = other.case.thread_id == course.case.thread_id
        for row in other.counting():
            if here if row.kind in TO_CITIZEN else other is lead:
                own.append((row.kind, max(row.at, joined)))
    again = lead.opened_again
    return [(kind, at) for kind, at in own if again is None or kind not in TO_CITIZEN or at >= again]
