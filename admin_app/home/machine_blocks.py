"""The administrator's blocks: channels and agents, backup, accounts, unreadable items, lost files."""

from datetime import timedelta

from admin_app.home.blocks import Block, Content, Fact, Viewer
from admin_app.queue.case_counts import written
from admin_app.shell.wording import ago, role_label, wib
from admin_app.upkeep.health import GRADE_COLOURS, header_channels, look_at_all
from admin_app.upkeep.lost_files_screen import waits_for
from admin_app.upkeep.seen_backups import FileState, Seen, all_seen
from models.actions.channels.channel_health import ChannelView
from models.actions.office.set_up_office import posts_without_holder
from models.actions.staff.tries import LONGEST_DELAY
from models.actions.upkeep.backup.keys import encryption_of
from models.actions.upkeep.last_backup import newest_backups, said_of
from models.actions.upkeep.planned.drill.standing import drill_stands
from models.actions.upkeep.planned.plan import plan_words
from models.actions.upkeep.planned.standing import stands
from models.rules.channels.channel_facts import GRADE_LABELS
from models.rules.channels.ends import token_left_words, version_words
from models.rules.core.moments import to_wib
from models.rules.core.stored_moments import is_ahead, is_older
from models.rules.upkeep.backup_keys import Encryption
from models.rules.upkeep.backup_plan import WHY_WORDS, Lapse, Why
from models.rules.upkeep.conditions.of_office import BACKUP_OLD
from models.rules.upkeep.conditions.table import row_of
from models.rules.upkeep.drills import FLAW_WORDS, span_words
from models.tables import BackupCopy, BackupTrouble, Gap, LostFile, Quarantine, RestoreDrill, Staff

_CHAPTER = "/bantuan/bila-komputer-bermasalah"

_ENCRYPTION = {
    Encryption.ENCRYPTED: "dienkripsi untuk kunci pemulihan",
    Encryption.NO_KEY: "tidak dienkripsi: siapa pun yang memegang berkasnya dapat membaca semuanya",
    Encryption.IN_CLEAR: "tidak dienkripsi, walau kantor punya kunci pemulihan",
    Encryption.OTHER_KEY: "dienkripsi untuk kunci pemulihan yang sudah diganti",
    Encryption.UNTRIED: "dienkripsi, tetapi kunci pemulihannya setahun lebih tidak dicoba",
}


def _channels(viewer: Viewer) -> Content:
    """Return every channel's state, and whether an agent is alive."""
    look = header_channels()
    views, alive = look.views, look.alive
    says = "berjalan" if alive else "terhalang: basis data terkunci" if look.locked else "berhenti"
    facts = [Fact("Penghubung kanal", says, not alive, "/kanal/")]
    facts += [
        Fact(
            view.account.label,
            _how(view),
            GRADE_COLOURS[view.verdict.grade] == "bad",
            f"/kanal/#kanal-{view.account.id}",
        )
        for view in views
    ]
    bad = sum(fact.bad for fact in facts)
    return Content(bad, facts=facts, bad=bad > 0)


def _how(view: ChannelView) -> str:
    """Return how a channel works, with what of it ends soon."""
    ends = ", ".join(_ends(view))
    return f"{GRADE_LABELS[view.verdict.grade].lower()}{f': {ends}' if ends else ''}"


def _ends(view: ChannelView) -> list[str]:
    """Return what of a channel ends soon, or when nobody knows: its token, its version of the platform's API."""
    codes = {finding.code for finding in view.verdict.findings}
    said = [f"token habis {token_left_words(view.facts)} lagi"] if codes & {"token_days", "token_weeks"} else []
    said += ["masa berlaku token tidak diketahui"] if "token_unknown" in codes else []
    return said + ([version_words(view.facts)] if "version_ends" in codes else [])


def _backup(viewer: Viewer) -> Content:
    """Return the newest backup whose file is there unchanged, and newer ones that are not; practice needs none."""
    copies = newest_backups()
    made = list(zip(copies, all_seen(copies, viewer.now), strict=True))
    good = next((one for one in made if one[1].state in (FileState.WHOLE, FileState.READING)), None)
    lost = made[: made.index(good)] if good else made
    old = good is None or is_older(good[0].made_at, BACKUP_OLD, viewer.now)
    bad = (old or bool(lost)) and not viewer.settings.practice_mark.exists()
    state = encryption_of(good[0] if good else made[0][0] if made else None, viewer.now)
    bare = state is not Encryption.ENCRYPTED and not viewer.settings.practice_mark.exists()
    facts = [Fact("Cadangan terakhir", _last(good, lost), bad and old)]
    facts += _of_file(*good) if good else []
    facts += [Fact("Enkripsi", _ENCRYPTION[state], bare), *_of_plan(viewer), *_of_drills(viewer)]
    facts += [Fact(f"Cadangan {wib(copy.made_at)}", f"{one.state}", bad) for copy, one in lost[:1]]
    bad = bad or any(fact.bad for fact in facts)
    if bad:
        facts.append(Fact("Yang perlu dilakukan", "Cara mencadangkan", address="/bantuan/cadangan"))
    return Content(int(bad), facts=facts, bad=bad)


def _of_plan(viewer: Viewer) -> list[Fact]:
    """Return the plan of backups with its place, and what of it does not go through."""
    found = stands(viewer.now)
    if found is None:
        return [Fact("Rencana", "belum ada: cadangan dibuat dengan tangan", address="/bantuan/cadangan")]
    facts = [Fact("Rencana", f"{plan_words(found.plan)}; di {found.plan.host}, ke {found.plan.place}")]
    facts += [Fact("Tempat kedua", found.plan.second)] if found.plan.second else []
    facts += _lapsed("Terjadwal", found.lapse, found.trouble, "tidak dibuat pada waktunya")
    return facts + _lapsed(
        "Tempat kedua", found.second_lapse, found.second_trouble, "belum mendapat cadangan terakhir"
    )


def _of_drills(viewer: Viewer) -> list[Fact]:
    """Return what came of the last restore drill, and of the last that succeeded where that is another."""
    found = drill_stands(viewer.now)
    if found.last is None:
        return [Fact("Latihan pemulihan", "belum pernah", bool(found.lapse), "/bantuan/cadangan")]
    if found.flaw is not None:
        said = f"{wib(found.last.started_at)} tidak berhasil: {FLAW_WORDS[found.flaw]}"
    else:
        running = found.last.ended_at is None
        said = f"dimulai {wib(found.last.started_at)}, belum selesai" if running else _tried(found.last)
    facts = [Fact("Latihan pemulihan", said, bool(found.lapse), "/bantuan/cadangan")]
    if found.last != found.succeeded:
        facts.append(Fact("Latihan yang berhasil", _tried(found.succeeded) if found.succeeded else "belum pernah"))
    return facts


def _tried(row: RestoreDrill) -> str:
    """Return what a drill that succeeded brought back, and of which backup."""
    age = f"umurnya {span_words(timedelta(minutes=row.age_minutes))}" + (", di tempat kedua" if row.second else "")
    took = span_words(timedelta(seconds=row.seconds))
    back = f"{row.cases} perkara, {row.messages} pesan, dan {row.files} berkas pulih dalam {took}"
    return f"{wib(row.started_at)} berhasil: {back}, dari cadangan {wib(row.backup.made_at)} ({age})"


def _lapsed(name: str, lapse: Lapse | None, trouble: BackupTrouble | None, missed: str) -> list[Fact]:
    if lapse is None:
        return []
    if lapse is Lapse.MISSED or trouble is None:
        return [Fact(name, missed, True)]
    why = f"{WHY_WORDS[Why(trouble.why)]} ({trouble.place})"
    return [Fact(name, f"tidak jadi sejak {wib(trouble.failing_since)}: {why}", True)]


def _last(good: tuple[BackupCopy, Seen] | None, lost: list[tuple[BackupCopy, Seen]]) -> str:
    if good is not None:
        return f"{wib(good[0].made_at)}, {ago(good[0].made_at)}"
    return "tidak ada yang terlihat utuh dari sini" if lost else "belum ada"


def _of_file(copy: BackupCopy, one: Seen) -> list[Fact]:
    """Return what is seen of a backup's file, and what it holds."""
    read = f", dibaca {wib(one.read_at)}" if one.read_at else ""
    return [
        Fact("Berkasnya", f"{one.state}{read}"),
        Fact("Ukurannya", said_of(copy.size, copy.files, copy.lacking)),
    ]


def _computer(viewer: Viewer) -> Content:
    """Return what is found of this PC and of what the agent says of its own, each with what to do."""
    facts = [Fact(row_of(one.key).heading, one.says, True, _CHAPTER) for one in look_at_all().held]
    return Content(len(facts), facts=facts, bad=bool(facts))


def _lost(viewer: Viewer) -> Content:
    """Return the stored files that lack and wait for this person's word, and how many are on record."""
    waits = LostFile.select().where(waits_for(viewer.actor)).count()
    if not waits:
        return Content(0)
    facts = [Fact("Menunggu Anda", f"{waits} berkas", True, "/berkas-hilang/")]
    return Content(waits, facts=facts, bad=True)


def _accounts(viewer: Viewer) -> Content:
    rows = list(Staff.select().where(Staff.active))
    never = [row for row in rows if row.last_login_at is None]
    delayed = [row for row in rows if is_ahead(row.delayed_until, viewer.now, LONGEST_DELAY)]
    bare = [row for row in rows if not row.totp_secret]
    unlinked = [row for row in rows if row.official_id is None]
    facts = [
        Fact("Akun aktif", str(len(rows)), address="/pegawai/"),
        Fact("Belum pernah masuk", _names(never), address="/pegawai/"),
        Fact("Tertahan karena salah sandi", _names(delayed), bool(delayed), "/pegawai/"),
        Fact("Tanpa kode kedua", str(len(bare)), address="/pegawai/"),
        Fact("Belum dihubungkan dengan pejabat", _names(unlinked), address="/pegawai/"),
        Fact("Jabatan tanpa pemangku hari ini", _vacant(viewer), address="/jabatan/"),
    ]
    return Content(len(delayed), facts=facts, bad=bool(delayed))


def _data(viewer: Viewer) -> Content:
    unread = Quarantine.select().where(Quarantine.settled_at.is_null()).count()
    gaps = Gap.select().where(Gap.settled_at.is_null()).count()
    facts = [
        Fact("Kiriman tak terbaca", written(unread), unread > 0),
        Fact("Celah pesan belum diperiksa", written(gaps), gaps > 0),
        Fact("Data kantor ini", "latihan" if viewer.settings.practice_mark.exists() else "pekerjaan nyata"),
    ]
    return Content(unread + gaps, facts=facts, bad=unread + gaps > 0)


def _names(rows: list[Staff]) -> str:
    """Return at most three accounts' names, and how many more there are."""
    if not rows:
        return "tidak ada"
    more = f" dan {len(rows) - 3} lagi" if len(rows) > 3 else ""
    return ", ".join(row.username for row in rows[:3]) + more


def _vacant(viewer: Viewer) -> str:
    """Return the posts nobody holds today, as the setup wizard does."""
    posts = posts_without_holder(to_wib(viewer.now).date(), samples_count=True)
    return ", ".join(role_label(post) for post in posts) or "tidak ada"


MACHINE_BLOCKS: tuple[Block, ...] = (
    Block("kanal", "Kanal dan penghubung", _channels, more="/kanal/", always=True, template="home/facts.html"),
    Block("komputer", "Komputer bermasalah", _computer, template="home/facts.html"),
    Block("cadangan", "Cadangan", _backup, always=True, template="home/facts.html"),
    Block("berkas_hilang", "Berkas hilang", _lost, more="/berkas-hilang/", template="home/facts.html"),
    Block("akun", "Akun", _accounts, more="/pegawai/", always=True, template="home/facts.html"),
    Block("data", "Data", _data, always=True, template="home/facts.html"),
)
