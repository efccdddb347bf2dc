"""The queue: what waits for me first, in order, counted, found, and never with more queries than a few."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from peewee import FieldAccessor

from admin_app.queue.queue_asking import Asked, asked_of, read_asked
from admin_app.queue.queue_filters import FILTERS
from admin_app.queue.reading_queue import _COLUMNS, PAGE, _ordered, _row, next_in_queue, read_queue
from models.actions.cases.take_case import take_case
from models.actions.core.move_complaint import move_complaint
from models.actions.replies.queue_reply import queue_reply
from models.actions.staff.own_desk import save_view
from models.rules.cases.sop import Move
from models.rules.replies.delivery import Purpose, ReplyState
from models.rules.staff.roles import Role
from models.tables import ChannelAccount, Complaint, Contact, Handle, Outbox, SavedView, Thread, database
from tests.actions.walking import Walk
from tests.office import NOW, actor, new_complaint


@contextmanager
def counted() -> Iterator[list[str]]:
    """Collect the SQL statements run inside."""
    seen: list[str] = []
    real = database.obj.execute_sql

    def note(sql: str, *words: Any, **more: Any) -> Any:
        seen.append(sql)
        return real(sql, *words, **more)

    database.obj.execute_sql = note
    try:
        yield seen
    finally:
        database.obj.execute_sql = real


def many(account: ChannelAccount, number: int) -> list[Complaint]:
    """Take in that many complaints of different citizens."""
    return [new_complaint(account, f"Aduan ke-{place}", f"62811{place:07d}") for place in range(number)]


def names(asked: Asked, role: Role = Role.PENGELOLA) -> list[str]:
    """Return the subjects of a page."""
    return [row.subject for row in read_queue(asked, actor(role), NOW).rows]


def test_the_most_urgent_case_on_my_desk_stands_first(account: ChannelAccount) -> None:
    first, second = many(account, 2)
    Complaint.update(due_at=NOW - timedelta(hours=1)).where(Complaint.id == second.id).execute()
    rows = read_queue(Asked(), actor(Role.PENGELOLA), NOW).rows
    assert [row.number for row in rows] == [second.number, first.number]
    assert (rows[0].due.state, rows[0].mine, rows[0].unread) == ("terlambat", True, 1)


def test_each_tab_shows_its_own(account: ChannelAccount) -> None:
    walk = Walk(account).at_section()
    many(account, 1)
    closed = new_complaint(account, "Terima kasih", "628119999999")
    move_complaint(closed.id, Move.TUTUP_APRESIASI, actor(Role.PENGELOLA), NOW)
    assert names(Asked("saya")) == ["Aduan ke-0"]
    assert names(Asked("saya"), Role.KASI_LALINTALKIM) == [walk.case.subject]
    assert set(names(Asked("terbuka"))) == {"Aduan ke-0", walk.case.subject}
    assert names(Asked("selesai")) == ["Terima kasih"]
    queue = read_queue(Asked(), actor(Role.PENGELOLA), NOW)
    assert (queue.counts, queue.unread) == ({"saya": "1", "terbuka": "2"}, "2")


@pytest.mark.parametrize("role", [Role.KASI_INTELDAKIM, Role.ADMINISTRATOR])
def test_nobody_finds_or_counts_what_is_not_his(account: ChannelAccount, role: Role) -> None:
    walk = Walk(account).at_section()
    for asked in (Asked("saya"), Asked("terbuka"), Asked("selesai"), Asked("terbuka", walk.case.number)):
        assert names(asked, role) == []
    assert read_queue(Asked(), actor(role), NOW).counts == {"saya": "0", "terbuka": "0"}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("ADU-2026-000001", True),
        ("adu-2026-000001", True),
        ("1", True),
        ("Sari", True),
        ("belum jadi", True),
        ("BELUM", True),
        ("+628110000001", True),
        ("3", False),
        ("100%", False),
        ("_", False),
        ("' OR 1=1 --", False),
        ("\ud800", False),
    ],
)
def test_search_finds_by_number_name_handle_and_words_as_written(
    account: ChannelAccount, text: str, found: bool
) -> None:
    new_complaint(account)
    new_complaint(account, "Lain sama sekali", "628118888888")
    Complaint.update(subject="Lain").where(Complaint.number == "ADU-2026-000002").execute()
    Contact.update(name="Orang Lain").where(Contact.id == 2).execute()
    Handle.update(display_name="").where(Handle.contact == 2).execute()
    rows = read_queue(read_asked({"tab": "terbuka", "cari": text}), actor(Role.PENGELOLA), NOW).rows
    assert [row.number for row in rows] == (["ADU-2026-000001"] if found else [])


def test_a_protected_identity_is_found_by_its_words_only(account: ChannelAccount) -> None:
    case = new_complaint(account)
    Complaint.update(identity_protected=True).where(Complaint.id == case.id).execute()
    assert names(Asked("terbuka", "Sari")) == names(Asked("terbuka", "+6281")) == []
    rows = read_queue(Asked("terbuka", "belum jadi"), actor(Role.PENGELOLA), NOW).rows
    assert [row.name for row in rows] == ["Pelapor 000001"]


def test_a_row_reads_no_column_that_the_queue_did_not_select(
    account: ChannelAccount, monkeypatch: pytest.MonkeyPatch
) -> None:
    new_complaint(account)
    selected = {*_COLUMNS, Complaint.account, Complaint.contact, Complaint.thread, Thread.handle}
    selected |= {table._meta.primary_key for table in (Complaint, Contact, ChannelAccount, Thread, Handle)}
    read: set[Any] = set()

    def noted(self: Any, row: Any, owner: Any = None) -> Any:
        if row is not None:
            read.add(self.field)
        return real(self, row, owner)

    real = FieldAccessor.__get__
    monkeypatch.setattr(FieldAccessor, "__get__", noted)
    who = actor(Role.PENGELOLA)
    (case,) = _ordered(Asked("terbuka"), {"terbuka": Complaint.open}, who, NOW)
    read.clear()
    _row(case, who, NOW, "", frozenset())
    assert {Complaint.subject, Contact.name} <= read
    assert {str(field) for field in read - selected} == set()


def test_pages_show_every_case_once(sqlite_account: ChannelAccount) -> None:
    many(sqlite_account, PAGE + 5)
    first, second = (read_queue(Asked("saya", page=page), actor(Role.PENGELOLA), NOW) for page in (1, 2))
    assert (len(first.rows), first.more, len(second.rows), second.more) == (PAGE, True, 5, False)
    assert len({row.number for row in (*first.rows, *second.rows)}) == PAGE + 5


def test_the_number_of_queries_does_not_grow_with_the_queue(sqlite_account: ChannelAccount) -> None:
    many(sqlite_account, 2)
    who = actor(Role.PENGELOLA)
    with counted() as few:
        read_queue(Asked(), who, NOW)
    for place in range(20):
        new_complaint(sqlite_account, "lagi", f"62812{place:07d}")
    with counted() as more:
        read_queue(Asked(), who, NOW)
    assert len(few) == len(more) <= 8


def test_a_reply_in_trouble_is_named_in_the_queue(account: ChannelAccount) -> None:
    walk = Walk(account).identified()
    queue_reply(walk.id, "Yth.", Purpose.TANGGAPAN_AWAL, "kunci", actor(Role.PENGELOLA), NOW)
    assert read_queue(Asked(), actor(Role.PENGELOLA), NOW).rows[0].trouble == ""
    Outbox.update(state=str(ReplyState.HOLD)).execute()
    assert read_queue(Asked(), actor(Role.PENGELOLA), NOW).rows[0].trouble == "jawaban tertahan"


@pytest.mark.parametrize("page", ["0", "-1", "9" * 30, "x", "", "²", "1e3"])
def test_a_page_that_makes_no_sense_is_the_first(page: str) -> None:
    assert read_asked({"tab": "apa", "cari": "a\x00b ", "hal": page}) == Asked("saya", "a\ufffdb", 1)


def test_the_address_of_a_view_leads_back_to_it() -> None:
    asked = Asked("terbuka", "a&b=c", 3)
    assert asked.address() == "?tab=terbuka&cari=a%26b%3Dc&hal=3"
    assert asked.address(page=1, text="") == "?tab=terbuka"


@pytest.mark.parametrize("row", FILTERS, ids=lambda row: row.name)
def test_every_filter_reads_counts_and_comes_back_from_its_address(account: ChannelAccount, row: Any) -> None:
    new_complaint(account)
    options = row.options()
    assert options
    for value, _ in options:
        asked = Asked("terbuka", filters=((row.name, value),))
        assert asked_of(asked.address()) == asked
        found = names(asked)
        case = row.condition(value, actor(Role.PENGELOLA), NOW)
        assert len(found) == Complaint.select().where(Complaint.open & case).count()
    wanted = {"urgensi": "biasa", "pegang": "bebas", "baru": "ya", "kanal": "waha", "tahap": "identifikasi"}
    if row.name in wanted:
        assert names(Asked("terbuka", filters=((row.name, wanted[row.name]),))) != []
    assert names(Asked("terbuka", filters=((row.name, "tidak ada' --"),))) in ([], names(Asked("terbuka")))


def test_saved_views_are_counted_beside_the_tabs_in_the_same_query(account: ChannelAccount) -> None:
    one, two, _ = many(account, 3)
    Complaint.update(urgency="mendesak").where(Complaint.id.in_([one.id, two.id])).execute()
    who = actor(Role.PENGELOLA)
    take_case(one.id, who, NOW)
    SavedView.delete().execute()  # the ones an office begins with
    with counted() as none:
        read_queue(Asked(), who, NOW)
    save_view("Mendesak", "?tab=saya&urgensi=mendesak", who, NOW)
    save_view("Mendesak bebas", "?tab=saya&urgensi=mendesak&pegang=bebas", who, NOW)
    save_view("Dicari", "?tab=saya&cari=apa", who, NOW)
    save_view("Selesai", "?tab=selesai", who, NOW)
    with counted() as four:
        queue = read_queue(Asked("saya", filters=(("urgensi", "mendesak"),)), who, NOW)
    assert [(view.name, view.count, view.here) for view in queue.views] == [
        ("Mendesak", "2", True),
        ("Mendesak bebas", "1", False),
        ("Dicari", "", False),
        ("Selesai", "", False),
    ]
    assert len(four) == len(none)
    assert {row.holder for row in queue.rows} == {"Anda", ""}


def test_the_next_case_is_the_one_that_follows_and_after_the_last_the_first(account: ChannelAccount) -> None:
    one, two, three = (case.public_id for case in many(account, 3))
    who = actor(Role.PENGELOLA)
    assert next_in_queue(Asked(), one, who, NOW) == two
    assert next_in_queue(Asked(), three, who, NOW) == one
    assert next_in_queue(Asked(), "bukan-di-sini", who, NOW) == one
    Complaint.update(open=False).where(Complaint.public_id != two).execute()
    assert next_in_queue(Asked(), two, who, NOW) is None
