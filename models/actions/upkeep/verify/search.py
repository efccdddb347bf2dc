"""Whether exactly what exists can be found: entries, their index, and the triggers that note changes."""

from collections import defaultdict
from collections.abc import Iterator

from models.actions.search.entries import MAKERS, Entry
from models.actions.search.file_texts import hidden_rows
from models.actions.search.indexing import all_rows, rows_noted
from models.actions.upkeep.verify.asking import one_view
from models.actions.upkeep.verify.office import Office
from models.rules.search.searching import Found
from models.tables import SearchDue, SearchEntry
from models.tables.search import search_triggers, search_words


def entries(_office: Office) -> Iterator[str]:
    """Yield rows whose entries are missing or wrong; changes noted but not yet indexed do not count.

    Notes, rows and entries are read as of one moment: both programs write meanwhile.
    """
    with one_view():
        noted = _noted()
        for kind in Found:
            known: set[int] = set()
            for some in all_rows(kind):
                known |= set(some)
                made, there = MAKERS[kind](some), _there(kind, some)
                for ref in some:
                    if ref not in noted[kind] and made.get(ref) != there.get(ref):
                        yield f"search: {kind} {ref} is not found as it stands. Run 'run_admin.py index'."
            mine = SearchEntry.select(SearchEntry.ref).where(SearchEntry.kind == str(kind)).tuples()
            for ref in sorted({row for (row,) in mine} - known):
                yield f"search: {kind} {ref} is found, but is not there. Run 'run_admin.py index'."


def _noted() -> dict[Found, set[int]]:
    """Return the rows that have still to be indexed, by kind."""
    due: dict[str, set[int]] = defaultdict(set)
    for what, ref in SearchDue.select(SearchDue.what, SearchDue.ref).tuples():
        due[what].add(ref)
    return rows_noted(due)


def file_texts(_office: Office) -> Iterator[str]:
    """Yield the words of files that are kept though their case hides; what is noted goes at the next indexing."""
    with one_view():
        if SearchDue.select(SearchDue.id).limit(1).exists():
            return
        for row in hidden_rows():
            yield (
                f"search: words of a file of {row} are kept, though its case is protected. Run 'run_admin.py index'."
            )


def index(_office: Office) -> Iterator[str]:
    """Yield missing triggers, and an index of words that does not match the entries."""
    for name in search_triggers.missing():
        yield f"search: trigger {name} is missing, so changes are not noted. Run 'run_admin.py migrate'."
    if not search_words.agrees():
        yield "search: the index of words disagrees with the entries. Run 'run_admin.py index'."


def _there(kind: Found, refs: list[int]) -> dict[int, Entry]:
    columns = (SearchEntry.ref, SearchEntry.marks, SearchEntry.text)
    mine = (SearchEntry.kind == str(kind)) & SearchEntry.ref.in_(refs)
    return {ref: Entry(marks, text) for ref, marks, text in SearchEntry.select(*columns).where(mine).tuples()}
