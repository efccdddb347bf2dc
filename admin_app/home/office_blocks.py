"""The blocks of the office: how it stands, requests to decide; for the administrator channels, backup, accounts."""

from datetime import timedelta

from peewee import fn

from admin_app.case_lines import Line, written
from admin_app.case_secrecy import looks_of
from admin_app.health import GRADE_COLOURS, agent_alive, channel_views
from admin_app.home.blocks import ROWS, Block, Content, Fact, Looker
from admin_app.office_glance import glance_now
from admin_app.wording import ago, role_label, wib
from models.actions.last_backup import last_backup
from models.rules.channel_health import GRADE_LABELS
from models.rules.moments import to_wib
from models.tables import DestructionList, Gap, OfficeHolder, Quarantine, Staff, Unmasking

# An office that was not copied for so long would lose this much work.
_BACKUP_DAYS = timedelta(days=2)
_LISTS = "/retensi/"


def _identities(looker: Looker) -> Content:
    """Read the requests to see a protected identity that this person decides."""
    asked = looks_of(Unmasking.granted.is_null(), looker.actor, looker.now)
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


def _destruction(looker: Looker) -> Content:
    waits = DestructionList.approved_at.is_null() & DestructionList.refused_at.is_null()
    others = waits & (DestructionList.made_by != looker.actor.staff_id)
    rows = DestructionList.select(DestructionList, Staff.name).join(Staff, on=DestructionList.made_by).where(others)
    lines = [
        Line(_LISTS, f"Daftar usul musnah nomor {row.id}", f"diusulkan {row.made_by.name} · {wib(row.made_at)}")
        for row in rows.order_by(DestructionList.id).limit(ROWS)
    ]
    return Content(others_count(others), lines)


def others_count(condition: object) -> int:
    """Count the lists of a condition."""
    return int(DestructionList.select(fn.COUNT(DestructionList.id)).where(condition).scalar() or 0)


def _office(looker: Looker) -> Content:
    glance = glance_now(looker.actor, looker.now)
    facts = [
        Fact("Masuk hari ini", written(glance.received)),
        Fact("Selesai hari ini", written(glance.ended)),
        Fact("Sedang ditangani", str(glance.open), address="/meja/?tab=terbuka"),
        Fact("Batasnya hari ini", str(glance.due)),
        Fact("Lewat batas", str(glance.late), bad=glance.late > 0, address="/pengaduan/?terlambat=ya"),
    ]
    return Content(glance.late, facts=facts, bad=glance.late > 0)


def _channels(looker: Looker) -> Content:
    """Judge every channel, and whether the program that serves them runs."""
    views = channel_views()
    alive = agent_alive(looker.now)
    facts = [Fact("Penghubung kanal", "berjalan" if alive else "berhenti", not alive, "/kanal/")]
    facts += [
        Fact(
            view.account.label,
            GRADE_LABELS[view.verdict.grade].lower(),
            GRADE_COLOURS[view.verdict.grade] == "bad",
            f"/kanal/#kanal-{view.account.id}",
        )
        for view in views
    ]
    bad = sum(fact.bad for fact in facts)
    return Content(bad, facts=facts, bad=bad > 0)


def _backup(looker: Looker) -> Content:
    """Say when the office was last copied; practice data need no copy."""
    made = last_backup()
    old = made is None or looker.now - made.at > _BACKUP_DAYS
    bad = old and not looker.settings.practice_mark.exists()
    facts = [
        Fact("Cadangan terakhir", f"{wib(made.at)}, {ago(made.at)}" if made else "belum pernah", bad),
        *([Fact("Ukurannya", made.said)] if made else []),
    ]
    return Content(int(bad), facts=facts, bad=bad)


def _accounts(looker: Looker) -> Content:
    rows = list(Staff.select().where(Staff.active))
    never = [row for row in rows if row.last_login_at is None]
    delayed = [row for row in rows if row.delayed_until is not None and row.delayed_until > looker.now]
    bare = [row for row in rows if not row.totp_secret]
    unlinked = [row for row in rows if row.official_id is None]
    facts = [
        Fact("Akun aktif", str(len(rows)), address="/pegawai/"),
        Fact("Belum pernah masuk", _names(never)),
        Fact("Tertahan karena salah sandi", _names(delayed), bool(delayed), "/pegawai/"),
        Fact("Tanpa kode kedua", str(len(bare))),
        Fact("Belum dihubungkan dengan pejabat", _names(unlinked), address="/pegawai/"),
        Fact("Jabatan tanpa pemangku hari ini", _vacant(looker), address="/jabatan/"),
    ]
    return Content(len(delayed), facts=facts, bad=bool(delayed))


def _data(looker: Looker) -> Content:
    unread = Quarantine.select().where(Quarantine.settled_at.is_null()).count()
    gaps = Gap.select().where(Gap.settled_at.is_null()).count()
    facts = [
        Fact("Kiriman tak terbaca", written(unread), unread > 0),
        Fact("Celah pesan belum diperiksa", written(gaps), gaps > 0),
        Fact("Data kantor ini", "latihan" if looker.settings.practice_mark.exists() else "pekerjaan nyata"),
    ]
    return Content(unread + gaps, facts=facts, bad=unread + gaps > 0)


def _names(rows: list[Staff]) -> str:
    """Name at most three accounts, and how many more there are."""
    if not rows:
        return "tidak ada"
    more = f" dan {len(rows) - 3} lagi" if len(rows) > 3 else ""
    return ", ".join(row.username for row in rows[:3]) + more


def _vacant(looker: Looker) -> str:
    """Name the posts of active accounts nobody holds today."""
    today = to_wib(looker.now).date()
    open_end = OfficeHolder.valid_until.is_null() | (OfficeHolder.valid_until >= today)
    held = {row.post for row in OfficeHolder.select().where((OfficeHolder.valid_from <= today) & open_end)}
    needed = {row.role for row in Staff.select(Staff.role).where(Staff.active)} - {"administrator", "petugas_seksi"}
    return ", ".join(role_label(post) for post in sorted(needed - held)) or "tidak ada"


OFFICE_BLOCKS: tuple[Block, ...] = (
    Block("identitas", "Permintaan membuka identitas", _identities, "Putuskan", "/kerahasiaan/"),
    Block("musnah", "Daftar usul musnah", _destruction, "Putuskan", _LISTS),
    Block("kantor", "Kantor sekilas", _office, more="/dasbor/", always=True, template="beranda/facts.html"),
    Block("kanal", "Kanal dan penghubung", _channels, more="/kanal/", always=True, template="beranda/facts.html"),
    Block("cadangan", "Cadangan", _backup, always=True, template="beranda/facts.html"),
    Block("akun", "Akun", _accounts, more="/pegawai/", always=True, template="beranda/facts.html"),
    Block("data", "Data", _data, always=True, template="beranda/facts.html"),
)
