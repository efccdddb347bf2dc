"""The figures of a period: frozen with its month, live elsewhere, and never more than a person may see."""

from datetime import datetime, timedelta
from typing import Any

from models.actions.figures.close_month import close_month
from models.actions.figures.month_figures import month_figures
from models.actions.figures.period_figures import counted, open_lines, period_figures, sees_all
from models.rules.cases.sop import Move
from models.rules.figures.periods import Span, now_in, own_period, read_period
from models.rules.privacy.visibility import Scope, scope_of
from models.rules.staff.roles import Role, Section
from models.tables import Complaint, ConflictParty, Staff
from tests.actions.walking import Walk
from tests.office import NOW, actor, new_complaint

MONTH = read_period("2026-11")
OVER = datetime(2026, 12, 1, 2, 0)


def without(figures: dict[str, Any], *names: str) -> dict[str, Any]:
    return {name: value for name, value in figures.items() if name not in names}


def test_a_month_has_the_figures_of_its_recap_whatever_way_it_is_asked_for(account: Any) -> None:
    Walk(account).at_section()
    new_complaint(account, who="628110000002")
    asked = period_figures(MONTH, OVER)
    assert (asked["received"], asked["frozen"]) == (2, False)
    for day in (MONTH, own_period(MONTH.first, MONTH.last)):
        same = without(period_figures(day, OVER), "period", "label", "frozen")
        assert same == without(month_figures("2026-11", OVER), "month", "label")
    assert period_figures(now_in(Span.TAHUN, NOW), OVER)["received"] == 2
    assert period_figures(now_in(Span.MINGGU, NOW + timedelta(days=7)), OVER)["received"] == 0


def test_a_closed_month_stays_as_it_was_printed(account: Any) -> None:
    walk = Walk(account)
    walk.identified()
    close_month("2026-11", actor(Role.KASUBSI_INFOKIM), OVER)
    frozen = period_figures(MONTH, OVER)
    assert frozen["frozen"] is True
    later = OVER + timedelta(days=30)
    assert period_figures(MONTH, later) == frozen
    assert without(frozen, "period", "label", "frozen") == without(month_figures("2026-11", later), "month", "label")
    assert period_figures(own_period(MONTH.first, MONTH.last), later)["as_of"] != frozen["as_of"]


def test_who_may_not_see_everything_gets_his_own_count_also_of_a_closed_month(account: Any) -> None:
    walk = Walk(account)
    walk.at_section()
    new_complaint(account, who="628110000002")
    kasi = Staff.get(role=str(Role.KASI_TIKKIM))
    ConflictParty.create(complaint=walk.id, staff=kasi.id, named_at=NOW)
    close_month("2026-11", actor(Role.KASUBSI_INFOKIM), OVER)
    named = period_figures(MONTH, OVER, Scope(everything=True, person=kasi.id))
    assert (named["received"], named["frozen"]) == (1, True)
    everybody = period_figures(MONTH, OVER + timedelta(days=1))
    assert (named["as_of"], set(named)) == (everybody["as_of"], set(everybody))
    assert walk.case.number not in str(named)
    section = period_figures(MONTH, OVER, scope_of(Role.KASI_LALINTALKIM, Section.LALINTALKIM))
    assert (section["received"], section["frozen"]) == (1, True)
    ConflictParty.update(lifted_at=NOW).execute()  # what was hidden from him at the closing stays so in its figures
    assert period_figures(MONTH, OVER, Scope(everything=True, person=kasi.id)) == named


def test_a_section_sees_its_closed_month_as_it_was_closed_whatever_becomes_of_its_cases(account: Any) -> None:
    walk, other = Walk(account).at_section(), Walk(account, who="628110000002")
    close_month("2026-11", actor(Role.KASUBSI_INFOKIM), OVER)
    scope = scope_of(Role.KASI_LALINTALKIM, Section.LALINTALKIM)
    before = period_figures(MONTH, OVER, scope)
    walk.now = other.now = OVER + timedelta(hours=2)
    walk.move(Move.BUKAN_SEKSI_INI)
    other.at_section()
    section: Any = period_figures(MONTH, walk.now, scope)
    assert (section, section["received"], section["frozen"]) == (before, 1, True)
    assert [row["number"] for row in section["open"]] == [walk.case.number]
    Complaint.update(section=str(Section.INTELDAKIM)).execute()
    assert period_figures(MONTH, walk.now, scope) == before


def test_a_case_that_names_him_elsewhere_takes_nothing_from_this_month(account: Any) -> None:
    walk = Walk(account)
    kasi = Staff.get(role=str(Role.KASI_TIKKIM))
    ConflictParty.create(complaint=walk.id, staff=kasi.id, named_at=NOW)
    scope = Scope(everything=True, person=kasi.id)
    assert not sees_all(MONTH, scope)
    assert sees_all(read_period("2026-10"), scope)
    assert sees_all(MONTH, Scope(everything=True))
    assert not sees_all(MONTH, Scope())


def test_what_is_open_is_listed_with_its_due_time(account: Any) -> None:
    case = new_complaint(account)
    (line,) = open_lines(MONTH.edges, NOW)
    assert (line["number"], line["step"], line["late"], line["section"]) == (case.number, 2, False, "")
    late = counted(MONTH.edges, NOW + timedelta(days=9))
    assert [row["number"] for row in late["late"]] == [case.number]
