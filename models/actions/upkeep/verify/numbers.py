"""Numbers: every series runs without gaps, each number has its holder or was cancelled with a reason."""

from collections.abc import Iterator

from models.actions.core.own_types.catalogue import catalogue
from models.actions.upkeep.verify.asking import rows
from models.actions.upkeep.verify.office import Office
from models.rules.papers.documents import DocumentRow, DocumentState

_SERIES = "SELECT id, unit, series, year, last FROM number_series ORDER BY id"
_URUT = "SELECT series_id, urut FROM issued_number ORDER BY series_id, urut"
_STARTS = "SELECT series_id, first FROM number_block"
# A place that was passed over because its number is used elsewhere carries that number too. Each agenda counts by
# itself: disposition 1/2026 and record of an outage 1/2026 are two numbers.
_SAME_TEXT = """SELECT n.text, COUNT(*) FROM issued_number n JOIN number_series s ON s.id = n.series_id
 WHERE SUBSTR(n.holder, 1, 9) <> 'external:'
 GROUP BY n.text, s.unit, s.year, CASE WHEN s.unit = 'AGENDA' THEN s.series ELSE '' END HAVING COUNT(*) > 1"""
_UNREASONED = "SELECT text FROM issued_number WHERE cancelled AND TRIM(cancel_reason) = ''"
_ISSUED = "SELECT text, holder, cancelled FROM issued_number ORDER BY id"
_COMPLAINTS = "SELECT number FROM complaint"
_RECORDS = """SELECT record_number, 'destruction' FROM destruction_list WHERE record_number <> ''
 UNION SELECT number, 'transfer' FROM transfer"""
_DOCUMENTS = """SELECT d.id, d.type, d.number, d.state, e.number FROM document d
 LEFT JOIN external_number e ON e.document_id = d.id"""


def series(office: Office) -> Iterator[str]:
    """Yield series with gaps or doubles, and cancelled numbers without a reason."""
    starts = set(rows(_STARTS))
    last_given: dict[int, int] = {}
    for key, urut in rows(_URUT):
        before = last_given.get(key, 0)
        # A number follows the one before, or begins a range that Tata Usaha granted.
        if urut != before + 1 and not (urut > before and (key, urut) in starts):
            yield f"series {key} gives {urut} after {before}."
        last_given[key] = urut
    for key, unit, name, year, last in rows(_SERIES):
        if last_given.get(key, 0) != last:
            yield f"series {unit} {name} {year} says {last}, the last one given is {last_given.get(key, 0)}."
    for text, count in rows(_SAME_TEXT):
        yield f"the number {text} was given {count} times."
    for (text,) in rows(_UNREASONED):
        yield f"the number {text} was cancelled without a reason."


def holders(office: Office) -> Iterator[str]:
    """Yield numbers without a holder, and complaints and papers whose number is in no register."""
    complaints = {number for (number,) in rows(_COMPLAINTS)}
    records = dict(rows(_RECORDS))
    papers, types = {f"document:{number}": rest for number, *rest in rows(_DOCUMENTS)}, catalogue()
    given = {holder: (text, cancelled) for text, holder, cancelled in rows(_ISSUED)}
    for holder, (text, cancelled) in given.items():
        if holder.startswith("document:"):
            yield from _paper_of(text, bool(cancelled), papers.get(holder))
        elif not cancelled and text not in complaints | records.keys():
            yield f"the number {text} was given to {holder}, but nothing carries it."
    registered = {text for text, _ in given.values()}
    for number in sorted(complaints - registered):
        yield f"complaint {number} has a number that is in no register."
    for number in sorted(records.keys() - registered):
        yield f"the record of a {records[number]} {number} has a number that is in no register."
    for holder, (code, number, state, external) in papers.items():
        registered_as = external or given.get(holder, (None, None))[0]
        yield from _number_of(holder, types.get(code), code, number, state, registered_as)


def _paper_of(text: str, cancelled: bool, paper: list[str] | None) -> Iterator[str]:
    if paper is None or paper[1] != text:
        yield f"the number {text} was given to a paper that does not carry it."
    elif cancelled is not (paper[2] == DocumentState.BATAL):
        yield f"the number {text}: register and paper disagree whether it was cancelled."


def _number_of(
    holder: str, row: DocumentRow | None, code: str, number: str | None, state: str, registered: str | None
) -> Iterator[str]:
    if row is None or state not in list(DocumentState):
        yield f"{holder} is a '{code}' in state '{state}', which does not exist."
    elif state == DocumentState.DITANDATANGANI and row.numbered and number is None:
        yield f"{holder} ({code}) is signed without a number."
    elif number is not None and number != registered:
        yield f"{holder} carries {number}, the register says {registered or 'nothing'}."
