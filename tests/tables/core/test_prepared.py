"""A prepared query answers as the query itself would, on both databases, however often it is asked."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from peewee import JOIN, SQL, Model, Select, fn

from models.rules.privacy.visibility import Scope
from models.rules.staff.roles import Role, Section
from models.tables import Complaint, Contact, Holiday, Notice, OfficeHolder, Official, Staff, WorkingBlock, database
from models.tables.core.prepared import Prepared, forget_shapes, numbers, prepared, prepared_by_value, worded
from models.tables.privacy.visible import visible
from tests.admin_app.asked import listening
from tests.office import NOW, new_complaint


def by_number(number: int) -> Any:
    return Complaint.select().where(Complaint.id == number)


def by_numbers(numbers: list[int], most: int) -> Any:
    return Complaint.select(Complaint.id).where(Complaint.id.in_(numbers)).order_by(Complaint.id).limit(most).tuples()


def of_section(section: str | None, at_once: bool) -> Any:
    return Staff.select(Staff.username, Staff.section).where((Staff.section == section) & (Staff.active == at_once))


def with_person(name: str) -> Any:
    person = Complaint.select(Complaint, Contact, Staff.id, Staff.name).join_from(Complaint, Contact)
    return person.join_from(Complaint, Staff, JOIN.LEFT_OUTER, on=Complaint.assignee).where(Contact.name == name)


def held(official: Official, day: date, moment: datetime) -> Any:
    still = OfficeHolder.ended_at.is_null() | (OfficeHolder.ended_at >= moment)
    held = OfficeHolder.select(OfficeHolder, Official).join(Official)
    return held.where((OfficeHolder.official == official) & (OfficeHolder.valid_from <= day) & still)


def seen(scope: Scope, stage: str) -> Any:
    return Complaint.select(fn.COUNT(Complaint.id)).where(visible(scope) & (Complaint.stage == stage)).tuples()


def counted(number: int) -> Any:
    return Select(columns=[fn.EXISTS(by_number(number)), Holiday.select(fn.MAX(Holiday.day))]).tuples()


def hours(weekday: int) -> Any:
    return WorkingBlock.select(WorkingBlock.starts, WorkingBlock.ends).where(WorkingBlock.weekday == weekday).tuples()


def lately(moment: datetime, days: float) -> Any:
    edge = moment - timedelta(days=days)
    return Complaint.select(Complaint.id).where(Complaint.opened_at.between(edge, moment + timedelta(hours=1)))


def named(number: int) -> Any:
    return Complaint.select(Complaint.id.alias("number"), SQL("1").alias("one")).where(Complaint.id == number)


def figures(least: int) -> Any:
    made = (fn.SUM(Complaint.version), fn.MIN(Complaint.number), fn.LENGTH(Complaint.number))
    return Complaint.select(*made).group_by(Complaint.number).where(Complaint.id >= least).tuples()


def keys(number: int) -> Any:
    columns = (
        Complaint.lead,
        Complaint.assignee,
        Complaint.contact.alias("who"),
        Complaint.open,
        Complaint.opened_at,
    )
    return Complaint.select(*columns).where(Complaint.id == number).tuples()


EVERYTHING = Scope(everything=True)
OF_SECTION = Scope(sections=frozenset({Section.LALINTALKIM}), person=3, outside_lane=True)
QUERIES: dict[str, tuple[Callable[..., Any], list[tuple[Any, ...]]]] = {
    "whole rows": (by_number, [(1,), (2,), (99,), (1,)]),
    "lists of any length": (by_numbers, [([1, 2], 9), ([], 9), ([2], 9), ([2, 99], 9), ([1, 2], 1), ([1, 2], 0)]),
    "None and truth": (of_section, [("lalintalkim", True), (None, True), ("lalintalkim", False), (None, False)]),
    "rows of several tables": (with_person, [("Sari Contoh",), ("nobody",)]),
    "days and moments": (held, [(1, date(2026, 1, 1), NOW), (1, date(2019, 1, 1), NOW)]),
    "conditions that differ": (seen, [(EVERYTHING, "identifikasi"), (OF_SECTION, "identifikasi"), (EVERYTHING, "x")]),
    "columns of no table": (counted, [(1,), (99,)]),
    "times of day": (hours, [(0,), (6,)]),
    "moments before and after": (
        lately,
        [(NOW, 1.0), (NOW + timedelta(days=2), 1.0), (NOW + timedelta(days=2), 3.0)],
    ),
    "other names": (named, [(2,)]),
    "figures made of columns": (figures, [(1,), (99,)]),
    "keys of other rows": (keys, [(1,), (99,)]),
}


def plain(row: Any) -> Any:
    """Return all that a row holds, and of what kind it is."""
    if not isinstance(row, Model):
        return row, [type(one) for one in row] if isinstance(row, tuple) else type(row)
    joined = {name: plain(one) for name, one in row.__rel__.items() if one is not None}
    more = {name: value for name, value in vars(row).items() if not name.startswith("_")}
    return type(row), row.__data__, joined, row.is_dirty(), more


@pytest.mark.parametrize("name", QUERIES)
def test_each_answer_is_that_of_the_query_itself(name: str, account: Any) -> None:
    new_complaint(account, who="628110000001")
    new_complaint(account, who="628110000002")
    build, asked = QUERIES[name]
    query = prepared(build)
    for given in asked * 2:
        rows = [plain(row) for row in build(*given).execute(database)]
        assert [plain(row) for row in query(*given)] == rows
        assert [plain(row) for row in [query.first(*given)] if row is not None] == rows[:1]


def test_a_row_can_be_changed_and_saved_like_any_other(sqlite_account: Any) -> None:
    number = new_complaint(sqlite_account).id
    case = prepared(by_number).first(number)
    case.subject = "Paspor rusak"
    with listening() as asked:
        case.save()
    assert [sql for sql, _ in asked] == ['UPDATE "complaint" SET "subject" = ? WHERE ("complaint"."id" = ?)']
    assert prepared(by_number).first(number).subject == "Paspor rusak"


def test_what_changed_meanwhile_is_seen_and_the_query_is_built_once_for_each_shape(sqlite_account: Any) -> None:
    built = []

    def waiting(staff: int | None) -> Any:
        built.append(staff)
        return Notice.select(Notice.id).where(Notice.staff == staff).tuples()

    query = prepared(waiting)
    staff = Staff.get(Staff.username == str(Role.PENGELOLA)).id
    assert query(staff) == []
    notice = Notice.create(staff=staff, kind="peringatan", key="x", text="x", made_at=NOW)
    assert query(staff) == [(notice.id,)]
    assert query(staff + 1) == []
    assert query(None) == []
    assert len(built) == 2


def test_a_query_on_which_a_value_decides_is_refused(sqlite_account: Any) -> None:
    for decided in (
        lambda number: by_number(number) if number else by_number(0),
        lambda number: by_number(1) if number == 1 else by_number(2),
        lambda number: Complaint.select().where(Complaint.subject.startswith(number)),
        lambda number: Complaint.select().where(Complaint.subject == f"{number}"),
    ):
        with pytest.raises((TypeError, AttributeError)):
            prepared(decided)(1)
    with pytest.raises(TypeError):
        prepared(lambda moment: Notice.select().where(Notice.made_at > min(moment, NOW)))(NOW)


def test_arguments_by_name_are_refused(sqlite_account: Any) -> None:
    with pytest.raises(TypeError, match="in their order"):
        prepared(by_number)(number=1)
    with pytest.raises(TypeError, match="in their order"):
        prepared(by_number).worded(number=1)


def how_many(number: int, stage: str | None) -> Any:
    rows = Complaint.select(SQL("1")).where((Complaint.id >= number) & (Complaint.stage == stage)).limit(2)
    return rows.select_from(fn.COUNT(SQL("1"))).tuples()


def test_numbers_asked_together_are_those_of_each_query_itself(account: Any) -> None:
    case = new_complaint(account, who="628110000001")
    new_complaint(account, who="628110000002")
    new_complaint(account, who="628110000003")
    query, newest = prepared(how_many), Complaint.select(fn.MAX(Complaint.id)).where(Complaint.id < 0)
    asked = [(case.id, case.stage), (case.id + 2, case.stage), (case.id, None), (case.id, "x")]
    expected = [how_many(*given).get(database)[0] for given in asked]
    assert expected == [2, 1, 0, 0]
    with listening() as questions:
        together = numbers(
            [worded(how_many(1, case.stage)), *(query.worded(*given) for given in asked), worded(newest)]
        )
    assert together == [2, *expected, 0]
    assert len(questions) == 1


def test_of_no_number_nothing_is_asked(sqlite_account: Any) -> None:
    with listening() as questions:
        assert numbers([]) == []
    assert questions == []


def test_a_query_keeps_a_bounded_number_of_shapes(sqlite_account: Any) -> None:
    query: Prepared[Any] = prepared(by_numbers)
    for length in range(450):
        query([0] * length, 1)
    assert len(query._written) <= 200


def test_a_list_longer_than_any_page_s_is_answered_and_its_shape_not_kept(account: Any) -> None:
    case, query = new_complaint(account), prepared(by_numbers)
    long = [case.id, *range(case.id + 1, case.id + 1000)]
    assert query(long, 5) == query([case.id], 5) == [(case.id,)]
    assert len(query._written) == 1


def test_nothing_that_was_part_of_a_shape_is_kept_once_contents_were_destroyed(sqlite_account: Any) -> None:
    query = prepared(lambda asked, number: by_number(number))
    query(("cari", "Sari Contoh"), 1)
    assert "Sari Contoh" in repr(query._written)
    forget_shapes()
    assert query._written == {}
    assert query(("cari", "Sari Contoh"), 99) == []


def kept_plans() -> list[tuple[str, int]]:
    """Return what this connection of PostgreSQL has prepared, and how often each was run by a plan for any value."""
    rows = database.execute_sql("SELECT statement, generic_plans FROM pg_prepared_statements").fetchall()
    return [(text, often) for text, often in rows if "pg_prepared_statements" not in text]


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_postgresql_keeps_the_plan_of_a_query_whose_rows_are_found_by_keys(account: Any) -> None:
    case, query = new_complaint(account), prepared(by_number)
    assert {query.first(case.id).number for _ in range(25)} == {case.number}
    ((text, often),) = kept_plans()
    assert text.startswith("SELECT") and often > 10


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_postgresql_plans_every_other_query_for_its_values(account: Any) -> None:
    case = new_complaint(account)
    longer_than_any_page_s = [case.id, *range(case.id + 1, case.id + 1000)]
    for _ in range(25):
        assert prepared_by_value(by_number).first(case.id) == case == by_number(case.id).get()
        assert prepared(by_numbers)(longer_than_any_page_s, 5) == [(case.id,)]
    assert kept_plans() == []
