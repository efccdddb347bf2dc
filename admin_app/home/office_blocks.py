"""The blocks of the office: how it stands, and requests that somebody must decide."""

from peewee import fn

from admin_app.figures.office_overview import BEHIND, overview_now
from admin_app.home.blocks import ROWS, Block, Content, Fact, Viewer
from admin_app.office.waiting_changes import waiting_for
from admin_app.privacy.case_secrecy import looks_of
from admin_app.queue.case_counts import written
from admin_app.queue.case_lines import Line
from admin_app.shell.wording import wib
from admin_app.staff.second_screen import asked_lines
from models.actions.core.second.requests import waiting
from models.actions.replies.move_answers import waiting_there
from models.actions.retention.destruction.lists import hidden_from
from models.tables import CalendarChange, ChannelAccount, DestructionList, SecondRequest, Staff, Unmasking

_LISTS = "/retensi/"


def _identities(viewer: Viewer) -> Content:
    """Return the requests to see a protected identity that this person may decide."""
    asked = looks_of(Unmasking.granted.is_null(), viewer.actor, viewer.now)
    lines = [
        Line(
            f"/kerahasiaan/{one.row.complaint.public_id}",
            f"{one.row.asked_by.name or one.row.asked_by.username} meminta membuka identitas pelapor",
            f"{one.row.complaint.number} · {wib(one.row.asked_at)} · {one.row.motive}",
        )
        for one in asked
        if one.may_decide
    ]
    return Content(len(lines), lines[:ROWS])


def _destruction(viewer: Viewer) -> Content:
    waits = DestructionList.approved_at.is_null() & DestructionList.refused_at.is_null()
    others = waits & (DestructionList.made_by != viewer.actor.staff_id) & ~hidden_from(viewer.actor)
    listed = DestructionList.select(DestructionList, Staff.id, Staff.name)
    rows = listed.join(Staff, on=DestructionList.made_by).where(others)
    lines = [
        Line(_LISTS, f"Daftar usul musnah nomor {row.id}", f"diusulkan {row.made_by.name} · {wib(row.made_at)}")
        for row in rows.order_by(DestructionList.id).limit(ROWS)
    ]
    return Content(others_count(others), lines)


def others_count(condition: object) -> int:
    """Return how many lists meet a condition."""
    return int(DestructionList.select(fn.COUNT(DestructionList.id)).where(condition).scalar() or 0)


def _changes(viewer: Viewer) -> Content:
    """Return the changes for time that passed that this person may countersign."""
    waiting = waiting_for(viewer.actor)
    rows = waiting.select(CalendarChange, Staff.id, Staff.name).join(Staff, on=CalendarChange.made_by)
    lines = [
        Line(
            f"/kalender/#perubahan-{row.id}",
            row.says,
            f"untuk waktu yang sudah lewat · dimasukkan {row.made_by.name} · {wib(row.made_at)}",
        )
        for row in rows.order_by(CalendarChange.id).limit(ROWS)
    ]
    return Content(waiting.count(), lines)


def _seconds(viewer: Viewer) -> Content:
    """Return the requests of which this person may be the second one."""
    rows = SecondRequest.select().where(waiting(viewer.now)).order_by(SecondRequest.id)
    mine = [one for one in asked_lines(rows, viewer.actor) if one.may_decide]
    lines = [
        Line(f"/persetujuan/#permintaan-{one.row.id}", one.title, f"diminta {one.asker} · {wib(one.row.asked_at)}")
        for one in mine
    ]
    return Content(len(lines), lines[:ROWS])


def _banned(viewer: Viewer) -> Content:
    """Return the numbers from which nothing is sent because they are probably banned, with what waits there.

    One that was given up, switched off with nothing left there, is no work any longer.
    """
    rows = ChannelAccount.select().where(ChannelAccount.blocked_at.is_null(False)).order_by(ChannelAccount.id)
    waiting = [(row, len(waiting_there(row.id, viewer.actor))) for row in rows]
    lines = [
        Line(
            f"/nomor-diblokir/?id={row.id}",
            f"{row.label} mungkin diblokir: {row.blocked_why}",
            f"sejak {wib(row.blocked_at)} · {answers} jawaban menunggu dalam kasus Anda",
            urgent=True,
        )
        for row, answers in waiting
        if row.enabled or answers
    ]
    return Content(len(lines), lines, bad=bool(lines))


def _office(viewer: Viewer) -> Content:
    overview = overview_now(viewer.actor, viewer.now)
    facts = [
        Fact("Masuk hari ini", written(overview.received), address=f"/pengaduan/?{BEHIND['received']}"),
        Fact("Selesai hari ini", written(overview.ended), address=f"/pengaduan/?{BEHIND['ended']}"),
        Fact("Sedang ditangani", str(overview.open), address="/meja/?tab=terbuka"),
        Fact("Batasnya hari ini", str(overview.due), address=f"/pengaduan/?{BEHIND['due']}"),
        Fact("Lewat batas", str(overview.late), bad=overview.late > 0, address="/pengaduan/?terlambat=ya"),
    ]
    return Content(overview.late, facts=facts, bad=overview.late > 0)


OFFICE_BLOCKS: tuple[Block, ...] = (
    Block("identitas", "Permintaan membuka identitas", _identities, "Putuskan", "/kerahasiaan/"),
    Block("musnah", "Daftar usul musnah", _destruction, "Putuskan", _LISTS),
    Block("kalender", "Kalender dan batas: menunggu paraf Anda", _changes, "Putuskan", "/kalender/"),
    Block("persetujuan", "Menunggu persetujuan Anda", _seconds, "Putuskan", "/persetujuan/"),
    Block("diblokir", "Nomor diblokir", _banned, "Lihat jalannya", "/kanal/"),
    Block("kantor", "Kantor sekilas", _office, more="/dasbor/", always=True, template="home/facts.html"),
)
