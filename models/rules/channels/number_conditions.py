"""What is said of an office's own number behind a gateway: rows of channel_health.py."""

from models.rules.channels.channel_facts import Condition, Facts, Grade
from models.rules.channels.pace import about


def _turns(facts: Facts) -> str:
    ends = f", yang terakhir berangkat ± {about(facts.turns_end, facts.moment)}" if facts.turns_end else ""
    return f"{facts.turns} jawaban menunggu giliran, agar nomor kantor tidak diblokir{ends}. Belum perlu tindakan."


NUMBER_CONDITIONS: tuple[Condition, ...] = (
    Condition(
        "turns",
        Grade.ATTENTION,
        lambda facts: facts.turns > 0,
        _turns,
        "answers wait longer than the set time for their turn, so that the number is not banned (ADUAN_PACE_SECONDS)",
    ),
)
