"""What is said of an office's own number behind a gateway: rows of channel_health.py.

Of a number taken for banned it is not said when its next answer leaves: none does.
"""

from models.rules.channels.channel_facts import Condition, Facts, Grade
from models.rules.channels.pace import about


def _turns(facts: Facts) -> str:
    ends = f", yang terakhir berangkat ± {about(facts.turns_end, facts.moment)}" if facts.turns_end else ""
    return f"{facts.turns} jawaban menunggu giliran, agar nomor kantor tidak diblokir{ends}. Belum perlu tindakan."


def _full(facts: Facts) -> str:
    if facts.full is None:
        return ""
    limit, until = facts.full.limit, about(facts.full.until, facts.moment)
    return f"{limit.capitalize()} dari nomor ini tercapai: jawaban berikutnya berangkat mulai {until}."


def _near(facts: Facts) -> str:
    used = " dan ".join(f"{use.count} dari {use.cap} pesan {use.span}" for use in facts.uses if use.is_near)
    return f"{used} sudah keluar dari nomor ini. Tunda jawaban massal; tanggapan awal didahulukan."


NUMBER_CONDITIONS: tuple[Condition, ...] = (
    Condition(
        "blocked",
        Grade.PAUSED,
        lambda facts: bool(facts.blocked),
        lambda facts: (
            f"Nomor ini mungkin diblokir WhatsApp: {facts.blocked}. Tidak ada yang dikirim. "
            "Lihat telepon kantor, lalu buka Nomor diblokir."
        ),
        "the number is probably banned: nothing is sent until a person says that it recovered",
    ),
    Condition(
        "cap_full",
        Grade.ATTENTION,
        lambda facts: facts.full is not None and not facts.blocked,
        _full,
        "the office's own limit of answers in an hour or a day is used up (hour_cap, day_cap); they wait",
    ),
    Condition(
        "cap_near",
        Grade.ATTENTION,
        lambda facts: facts.full is None and not facts.blocked and any(use.is_near for use in facts.uses),
        _near,
        "the office's own limit of answers in an hour or a day is nearly used up (hour_cap, day_cap)",
    ),
    Condition(
        "turns",
        Grade.ATTENTION,
        lambda facts: facts.turns > 0 and not facts.blocked,
        _turns,
        "answers wait longer than the set time for their turn, so that the number is not banned (ADUAN_PACE_SECONDS)",
    ),
)
