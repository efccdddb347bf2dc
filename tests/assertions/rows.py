"""The rows of the register: what is asserted, the query it stands on, the test that tried to make it false.

Beside them the lists of what asserts nothing.
"""

import json
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path

from tests.assertions.words import STATE

HERE = Path(__file__).parent
REGISTER, LISTS = HERE / "register", HERE / "no_assertion"
KINDS = ("sentence", "badge", "figure", "printed", "promise", "exit")
# Why a literal with a word of a state asserts nothing. Without such a word it needs no reason ("-").
REASONS = {
    "label": "names a field, a column, a filter, a choice or a heading",
    "button": "says what a press does",
    "asks": "asks the reader to do something, or a question",
    "refusal": "says why something is not done; what it says is tried where it is refused",
    "explains": "says how to fill in a field, or what others demand; nothing of this office's data",
    "code": "is read by programs: a key, a pattern, words of others that are recognised",
}
NOT_YET = "?"
# Where whatever is written names a number or a list that is counted, so that it needs a row or a reason.
COUNTED = (
    "admin_app/figures/office_overview.py",
    "admin_app/figures/report_charts.py",
    "admin_app/figures/report_tables.py",
    "admin_app/figures/report_tiles.py",
    "admin_app/home/",
    "admin_app/upkeep/health.py",
    "docgen/documents/rekapitulasi.py",
)


@dataclass(frozen=True)
class Assertion:
    """A row: its words, the files they stand in, the name that decides it, and the test, empty where none tried."""

    name: str
    kind: str
    says: tuple[str, ...]
    where: tuple[str, ...]
    evidence: str
    test: str = ""
    subject: str = field(default="", compare=False)


def assertions() -> list[Assertion]:
    """Return every row of the register."""
    found = []
    for path in sorted(REGISTER.glob("*.toml")):
        for row in tomllib.loads(path.read_text("utf-8"))["assertion"]:
            listed = {key: tuple(value) if isinstance(value, list) else value for key, value in row.items()}
            found.append(Assertion(**listed, subject=path.stem))
    return found


def keep_register(rows: list[Assertion]) -> None:
    """Write the register anew, each subject in its file, the rows in their order."""
    files: dict[str, list[str]] = {}
    for row in rows:
        lines = files.setdefault(row.subject, [])
        lines += ["[[assertion]]", f"name = {_quoted(row.name)}", f"kind = {_quoted(row.kind)}"]
        for key in ("says", "where"):
            lines += [f"{key} = [", *(f"    {_quoted(one)}," for one in getattr(row, key)), "]"]
        lines += [f"evidence = {_quoted(row.evidence)}", *([f"test = {_quoted(row.test)}"] if row.test else []), ""]
    for name, lines in files.items():
        (REGISTER / f"{name}.toml").write_text("\n".join(lines), "utf-8")


def still_said(row: Assertion, said: Iterable[tuple[str, str]]) -> Assertion | None:
    """Return a row without words that none of its files holds and without such files; None where nothing is left."""
    here = {(place, words) for place, words in said if place in row.where and words in row.says}
    says = tuple(words for words in row.says if words in {said_there for _, said_there in here})
    where = tuple(place for place in row.where if place in {there for there, _ in here})
    return replace(row, says=says, where=where) if here else None


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def asserted(rows: list[Assertion]) -> set[tuple[str, str]]:
    """Return the pairs of file and words that a row says."""
    return {(place, words) for row in rows for place in row.where for words in row.says}


def list_of(place: str) -> str:
    """Return the list in which the literals of a file stand that assert nothing."""
    parts = place.split("/")
    return parts[0] if len(parts) == 2 else ".".join(parts[:2]) if len(parts) > 2 else "start"


def no_assertions() -> dict[tuple[str, str], str]:
    """Return every literal said to assert nothing, by file and words, with the reason."""
    found = {}
    for path in sorted(LISTS.glob("*.txt")):
        place = ""
        for line in path.read_text("utf-8").splitlines():
            if line.startswith("[") and "\t" not in line:
                place = line.strip("[]")
            elif line:
                reason, _, words = line.partition("\t")
                found[place, words] = reason
    return found


def keep_lists(listed: dict[tuple[str, str], str]) -> None:
    """Write the lists anew, in order."""
    LISTS.mkdir(exist_ok=True)
    files: dict[str, list[str]] = {}
    place = ""
    for (where, words), reason in sorted(listed.items()):
        lines = files.setdefault(list_of(where), [])
        if where != place:
            lines += [f"[{where}]"]
            place = where
        lines.append(f"{reason}\t{words}")
    for old in LISTS.glob("*.txt"):
        if old.stem not in files:
            old.unlink()
    for name, lines in files.items():
        (LISTS / f"{name}.txt").write_text("\n".join(lines) + "\n", "utf-8")


def needs_reason(place: str, words: str) -> bool:
    """Whether a literal asserts something unless a reason says why not."""
    return bool(STATE.search(words)) or place.startswith(COUNTED)


def reason_by_place(place: str, words: str, role: str) -> str:
    """Return the reason that follows by itself: none is needed, or what it is by its place says it."""
    if not needs_reason(place, words):
        return "-"
    return role or ("asks" if words.endswith("?") else NOT_YET)
