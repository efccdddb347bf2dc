"""BA-GANGGUAN, the record of a channel that did not work: which, from when to when, why, what was done.

Facts beside those of letter.py (paper):

hal, kota, date  str, str, ISO date or null
number    str, or null for a draft: of the yearly series of these records
witness   {title_lines, name, nip} as of signer: who stands under “Mengetahui,”
channel   str, e.g. "WhatsApp"; account: str, what the office calls the account
day       ISO date: the day the record is about
outages   list of {start: ISO moment; end: ISO moment or null while it lasts; minutes: int or null; state: str}
cause, done, impact  str, in the officer's words, may be "" on a draft; line ends kept
found     int, messages of citizens that were stored after the channel worked again though written before
"""

from dataclasses import dataclass
from datetime import date, datetime

from docgen.cleaning import paragraphs
from docgen.documents.letter import Paper, Signer, paper_context, read_paper, read_signer, signature_context
from docgen.documents.reading import FactsReader
from docgen.errors import FieldMissing
from docgen.wording import BLANK, counted, date_with_day, long_date, short_moment

Day = date


@dataclass(frozen=True)
class Outage:
    """One stretch in which the channel did not work."""

    start: datetime
    end: datetime | None
    minutes: int | None
    state: str


@dataclass(frozen=True)
class Facts:
    """Everything BA-GANGGUAN prints; see the module's docstring."""

    paper: Paper
    hal: str
    kota: str
    date: date | None
    number: str
    witness: Signer
    channel: str
    account: str
    day: Day
    outages: tuple[Outage, ...]
    texts: dict[str, str]
    found: int


def facts_from(facts: FactsReader) -> Facts:
    """Read the facts; raises FieldMissing or FieldWrong naming the field."""
    day = facts.day_or_none("day")
    if day is None:
        raise FieldMissing(facts.name("day"))
    return Facts(
        paper=read_paper(facts),
        hal=facts.filled_line("hal"),
        kota=facts.filled_line("kota"),
        date=facts.day_or_none("date"),
        number=facts.line("number"),
        witness=read_signer(facts.inner("witness")),
        channel=facts.filled_line("channel"),
        account=facts.line("account"),
        day=day,
        outages=facts.rows("outages", _read_outage),
        texts={key: facts.text(key) for key in ("cause", "done", "impact")},
        found=facts.count("found"),
    )


def _read_outage(facts: FactsReader) -> Outage:
    return Outage(
        facts.moment("start"), facts.moment_or_none("end"), facts.count_or_none("minutes"), facts.line("state")
    )


def context(facts: Facts) -> dict[str, object]:
    """Return every word the template may use."""
    return {
        **paper_context(facts.paper),
        "mengetahui": signature_context(facts.witness, "basah"),
        "kota": facts.kota,
        "tanggal": long_date(facts.date),
        "nomor": facts.number or BLANK,
        "kanal": facts.channel,
        "akun": facts.account or BLANK,
        "hari": date_with_day(facts.day),
        "gangguan": [_line(place, row) for place, row in enumerate(facts.outages, 1)],
        "susulan": counted(facts.found, "pesan"),
        "sebab": _told(facts.texts["cause"]),
        "tindakan": _told(facts.texts["done"]),
        "akibat": _told(facts.texts["impact"]),
    }


def _told(text: str) -> list[str]:
    return paragraphs(text) if text.strip() else [BLANK]


def _line(place: int, row: Outage) -> dict[str, object]:
    return {
        "no": str(place),
        "mulai": short_moment(row.start),
        "pulih": short_moment(row.end) if row.end else "Belum pulih",
        "lama": BLANK if row.minutes is None else f"{row.minutes} menit",
        "keadaan": row.state or BLANK,
    }


def title(facts: Facts) -> str:
    """Name the file, as shown by Word and the file manager."""
    return facts.hal
