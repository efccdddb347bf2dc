"""Whether each limit of the law that runs on a case is met, from what counts for its citizen."""

from datetime import datetime

from models.tables import StatutoryClock, StatutoryRule
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


def limits(courses: dict[int, Course]) -> dict[tuple[int, str], tuple[datetime, datetime | None]]:
    """Return by case and limit from when it counts and when it was met; none that has not begun."""
    found = {}
    rows = StatutoryClock.select(StatutoryClock, StatutoryRule).join(StatutoryRule)
    for clock in rows.where(StatutoryClock.complaint.in_(list(courses))).order_by(StatutoryClock.id):
        course, rule = courses[clock.complaint_id], clock.rule
        made, starts = counting(course, courses), clock.starts_at
        if rule.kind not in ("", course.kind) or rule.source not in ("", course.case.source):
            continue
        begins = BEGINS_WITH.get(rule.action)
        if begins is not None and not any(kind in begins for kind, _ in made):
            continue
        met = min((at for kind, at in made if kind in MET_BY[rule.action] and at >= starts), default=None)
        found[course.case.id, rule.key] = (starts, met)
    return found


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
