"""Every text is Peewee's own, sign by sign, on both databases."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from peewee import (
    JOIN,
    SCOPE_NORMAL,
    SCOPE_SOURCE,
    SCOPE_VALUES,
    SQL,
    Case,
    Context,
    Database,
    Entity,
    ForeignKeyField,
    IntegerField,
    Model,
    NodeList,
    PostgresqlDatabase,
    Query,
    SqliteDatabase,
    Table,
    Value,
    fn,
)

from models.rules.staff.roles import Role
from models.tables import Complaint, Contact, Message, Notice, OfficeSetting, Outbox, Staff, database
from models.tables.core.sql_text import QuickContext
from tests.actions.walking import Walk
from tests.admin_app.browsing import Browser, Clock, back_office
from tests.office import NOW

DATABASES = (SqliteDatabase(None), PostgresqlDatabase(None))


def worded(query: Any, by: type[Context], at: Database) -> Any:
    """Return what a writer makes of a query: text and parameters, or the error."""
    try:
        return by(**at.get_context_options()).sql(query).query()
    except ValueError as problem:
        return str(problem)


def compare(query: Any) -> None:
    for at in DATABASES:
        assert worded(query, QuickContext, at) == worded(query, Context, at)


class Odd(Model):
    """A table whose names need doubled quotes, in a schema."""

    number = IntegerField(column_name='he said "one"')

    class Meta:
        table_name = 'a "b"'
        schema = "elsewhere"


class Short(Model):
    number = IntegerField()
    owner = ForeignKeyField(Odd, field=Odd.number)

    class Meta:
        table_alias = "s"


case, staff = Complaint.alias(), Staff.alias("person")
mine = Complaint.select(Complaint.id).where(Complaint.contact << Contact.select().where(Contact.name == "Sari"))
pair = Table("pair", ("one", "two"))
plain = Table("plain")
row = Staff(id=7, username="pengelola")
QUERIES: dict[str, Callable[[], Query]] = {
    "everything": Complaint.select,
    "columns": lambda: Complaint.select(Complaint.id, Complaint.number.alias("no"), fn.COUNT(SQL("1"))),
    "joined": lambda: Complaint.select(Complaint, Contact.name).join(Contact, JOIN.LEFT_OUTER),
    "another name": lambda: case.select(case.id, staff.name).join(staff, on=(staff.id == case.step)),
    "given name": lambda: Short.select().where(Short.number == 1),
    "comparisons": lambda: Complaint.select().where(
        (Complaint.number == "12") & (Complaint.step > 3) | ~(Complaint.open) & (Complaint.due_at <= NOW)
    ),
    "converted": lambda: Complaint.select().where(
        (Complaint.step > "3") & (Complaint.open == "x") & (Complaint.step << ["3", None]) & (Complaint.open != [0])
    ),
    "converted under another name": lambda: Complaint.select(Complaint.open.alias("o")).where(
        (Complaint.open.alias("o") == "x") | (~Complaint.open == "x") | (Complaint.open.coerce(False) == "x")
    ),
    "a row by another key": lambda: Short.select().where(Short.owner == Odd(id=1, number=2)),
    "nothing": lambda: Complaint.select().where((Complaint.due_at == None) | (Complaint.section != None)),  # noqa: E711
    "nothing asked for": lambda: Complaint.select().where(
        Complaint.section.is_null(False) & Complaint.due_at.is_null()
    ),
    "lists": lambda: Complaint.select().where(
        (Complaint.id << [1]) & (Complaint.stage.in_(("a", "b"))) & (Complaint.id.not_in({4}))
    ),
    "empty lists": lambda: Complaint.select().where((Complaint.id << []) | Complaint.id.not_in(())),
    "lists of parts": lambda: Complaint.select().where(Complaint.id << [Complaint.step, Value(3), Value([1, 2])]),
    "within": lambda: Message.select().where((Message.id << mine) | Message.id.not_in(mine)),
    "within another name": lambda: case.select().where(case.id << mine.where(Complaint.thread == case.thread)),
    "counted": lambda: Complaint.select().where(Complaint.id << mine).order_by(Complaint.due_at.asc(nulls="LAST")),
    "grouped": lambda: (
        Outbox.select(
            Outbox.account,
            fn.MIN(Outbox.created_at),
            fn.SUM(Outbox.state == "x"),
            fn.SUM(Case(None, [(Outbox.state == "x", 1)], 0)),
        )
        .group_by(Outbox.account)
        .having(fn.COUNT(Outbox.id) > 2)
        .limit(5)
        .offset(2)
    ),
    "distinct": lambda: Complaint.select(Complaint.stage).distinct().order_by(-Complaint.id, Complaint.step.desc()),
    "alike": lambda: Complaint.select().where(
        Complaint.subject.startswith("100%") | Complaint.subject.contains("a_b") | (Complaint.subject % "x*")
    ),
    "a row": lambda: Notice.select().where(
        (Notice.staff == row) & (Notice.staff << [row, 8]) & (row == Notice.staff)
    ),
    "cast": lambda: Complaint.select(Complaint.opened_at.cast("TEXT"), (Complaint.step + 1) * 2 - Complaint.id),
    "union": lambda: (mine | Contact.select(Contact.id)) - Staff.select(Staff.id).where(Staff.active),
    "from a query": lambda: mine.alias("found").select_from(SQL("found.id")),
    "named before": lambda: Complaint.select().join(mine.cte("some"), on=SQL("1 = 1")).with_cte(mine.cte("some")),
    "exists": lambda: Staff.select().where(fn.EXISTS(mine.where(Complaint.step == Staff.id))),
    "tables": lambda: pair.select(pair.one, plain.c.three).join(plain, on=(plain.c.id == pair.two)),
    "tables updated": lambda: pair.update({pair.one: pair.two + 1}).where(pair.two == 3),
    "tables inserted": lambda: pair.insert({pair.one: 1, pair.two: 2}),
    "a named table": lambda: pair.alias("p").select(),
    "odd names": lambda: Odd.select(Odd, Entity('x"y', "z")).where(Odd.number << [1, 2]),
    "locked": lambda: Complaint.select().where(Complaint.id == 1).for_update(skip_locked=True),
    "inserted": lambda: OfficeSetting.insert(key="a", value="b").on_conflict(
        conflict_target=(OfficeSetting.key,), update={OfficeSetting.value: "c"}, where=OfficeSetting.value != "d"
    ),
    "many inserted": lambda: OfficeSetting.insert_many([{"key": "a", "value": "b"}] * 2).on_conflict_ignore(),
    "inserted from": lambda: Notice.insert_from(
        mine.select(Complaint.id, SQL("'x'")), [Notice.complaint, Notice.key]
    ),
    "updated": lambda: (
        Complaint.update(step=Complaint.step + 1, due_at=NOW + timedelta(1), section=None)
        .where(Complaint.id << mine)
        .returning(Complaint.id)
    ),
    "deleted": lambda: Notice.delete().where((Notice.staff == 3) & (Notice.complaint << mine)),
}


@pytest.mark.parametrize("name", QUERIES)
def test_a_query_is_worded_as_peewee_words_it(name: str) -> None:
    compare(QUERIES[name]())
    if isinstance(QUERIES[name](), type(Complaint.select())):
        compare(QUERIES[name]().order_by().alias("_wrapped"))  # as it is counted


@pytest.mark.parametrize("scope", [SCOPE_NORMAL, SCOPE_SOURCE, SCOPE_VALUES])
@pytest.mark.parametrize("glue", [", ", " "])
@pytest.mark.parametrize("order", [1, -1])
def test_all_columns_of_a_table_are_worded_as_peewee_words_them(scope: str, glue: str, order: int) -> None:
    columns = NodeList(Staff._meta.sorted_fields[::order], glue)
    quick, slow = (by(scope=scope, quote='""').sql(columns).query() for by in (QuickContext, Context))
    assert quick == slow


@pytest.fixture
def compared() -> Iterator[set[str]]:
    """Compare every query of the test; yield the texts."""
    seen: set[str] = set()
    real = Database.execute

    def noted(self: Any, query: Any, **options: Any) -> Any:
        assert type(self.get_sql_context()) is QuickContext
        seen.add(worded(query, Context, self)[0])
        compare(query)
        return real(self, query, **options)

    target: Any = type(database.obj)
    target.execute = noted
    yield seen
    del target.execute


def test_whatever_a_case_and_its_pages_ask_is_worded_as_peewee_words_it(
    sqlite_account: Any, compared: set[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    walk = Walk(sqlite_account).with_answer()
    app = back_office(tmp_path, Clock())
    pages = ("/", "/meja/?tab=terbuka&cari=paspor", f"/meja/kasus/{walk.case.public_id}", "/cari/?q=paspor")
    lists = ("/kasus/", "/pesan/", "/naskah/", "/keluar/", "/laporan/", "/dasbor/", "/kalender/")
    for role in (Role.KASUBSI_INFOKIM, Role.KASI_LALINTALKIM):
        browser = Browser(app)
        browser.sign_in(role)
        shown = [browser.get(path).status_code for path in (*pages, *lists)]
        assert shown.count(200) > 7
    assert len(compared) > 200
