"""Cari: one search over complaints, papers, messages, answers and notes, in groups, within what a person may see."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import urlencode

from flask import g, redirect, request
from flask.typing import ResponseReturnValue
from flask_admin import expose

from admin_app.search.search_hits import Hit, best, case_address, hits
from admin_app.search.searching import Narrowed, find, index_what_is_new, numbered
from admin_app.shell.access import may, signed_in_actor
from admin_app.shell.filing_words import account_options, section_options
from admin_app.shell.guarded_page import GuardedPage
from docgen.file_text.recognising import find_recogniser
from models.actions.core.actor import Actor
from models.actions.search.file_texts import MOST_COUNTED, count_unread, lacks_program
from models.actions.search.indexing import is_behind
from models.rules.core.texts import storable
from models.rules.search.searching import Found, Wanted, read_wanted
from models.rules.staff.permissions import Permission
from models.tables import Complaint, SearchEntry
from models.tables.privacy.visible import visible

# Shown of each group when all are shown; looked at, so that the best of the newest stand first; on a page of one.
FEW, LOOKED_AT, PAGE = 5, 30, 20
LABELS: Mapping[Found, str] = {
    Found.KASUS: "Pengaduan",
    Found.NASKAH: "Naskah",
    Found.PESAN: "Pesan",
    Found.JAWABAN: "Jawaban kantor",
    Found.CATATAN: "Catatan internal",
}
# What may be found only by who may also open it elsewhere.
_BUTTONS = {Found.NASKAH: Permission.READ_DOCUMENTS}
STATES = (("terbuka", "Terbuka"), ("selesai", "Selesai"))


@dataclass(frozen=True)
class Asked:
    """What the address asks for."""

    text: str = ""
    kind: str = ""
    account: str = ""
    section: str = ""
    state: str = ""
    since: str = ""
    until: str = ""
    before: int | None = None

    @property
    def narrowed(self) -> Narrowed:
        """Return the filters."""
        account = int(self.account) if self.account else None
        return Narrowed(account, self.section, self.state, _day(self.since), _day(self.until), False)

    def address(self, **changes: object) -> str:
        """Return the address of this search, with the given changes."""
        other = replace(self, **changes)  # type: ignore[arg-type]
        parts = {
            **{"q": other.text, "jenis": other.kind, "kanal": other.account, "seksi": other.section},
            **{"status": other.state, "dari": other.since, "sampai": other.until, "sebelum": other.before},
        }
        return f"/cari/?{urlencode({name: value for name, value in parts.items() if value})}"


@dataclass(frozen=True)
class Group:
    """What was found of one kind, and the address of more."""

    kind: Found
    label: str
    hits: list[Hit]
    more: str = ""


class SearchPage(GuardedPage):
    """The search in every page's header."""

    permission = Permission.READ_CASES

    @expose("/")
    def index(self) -> ResponseReturnValue:
        """Show what was found; the whole number of a visible complaint opens it at once."""
        actor, asked = signed_in_actor(), _asked()
        wanted = read_wanted(asked.text)
        straight = _straight(asked, actor)
        if straight is not None:
            return redirect(case_address(straight))
        if wanted:
            index_what_is_new()
        groups = _groups(asked, wanted, actor)
        if wanted:
            # What a look recorded of it tells: its reach, never its words (privacy/traced_looks.py).
            g.searched = f"{sum(len(group.hits) for group in groups)} hasil"
        return self.render(
            "search/search.html",
            asked=asked,
            wanted=wanted,
            behind=bool(wanted) and is_behind(),
            **_of_files(wanted),
            groups=groups,
            kinds=[(kind, LABELS[kind]) for kind in _kinds()],
            accounts=account_options(),
            sections=section_options() if actor.scope.everything else [],
            states=STATES,
        )


def _of_files(wanted: Wanted) -> dict[str, object]:
    """Return what is said of files whose words are not known yet: what is not found may still stand in them."""
    can_recognise = find_recogniser() is not None
    unread = count_unread(can_recognise) if wanted else 0
    return {
        "unread": f"{MOST_COUNTED} lebih" if unread > MOST_COUNTED else str(unread or ""),
        "unrecognised": bool(wanted) and not can_recognise and lacks_program(),
    }


def _kinds() -> list[Found]:
    return [kind for kind in Found if kind not in _BUTTONS or may(_BUTTONS[kind])]


def _groups(asked: Asked, wanted: Wanted, actor: Actor) -> list[Group]:
    if asked.kind:
        found = [_page(Found(asked.kind), asked, wanted, actor)]
    else:
        found = [_first(kind, asked, wanted, actor) for kind in _kinds()]
    return [group for group in found if group.hits]


def _first(kind: Found, asked: Asked, wanted: Wanted, actor: Actor) -> Group:
    """Return the best of a kind's newest hits, after the complaint whose number was typed."""
    found = find(kind, wanted, actor.scope, asked.narrowed, most=LOOKED_AT)
    numbers = _numbered(asked, actor) if kind is Found.KASUS else []
    exact = hits(kind, numbers, wanted, actor.scope, sure=True)
    known = {ref for _entry, ref in numbers}
    others = best(hits(kind, [one for one in found if one[1] not in known], wanted, actor.scope), FEW)
    more = asked.address(kind=str(kind)) if len(found) > FEW else ""
    return Group(kind, LABELS[kind], [*exact, *others][: FEW + len(exact)], more)


def _page(kind: Found, asked: Asked, wanted: Wanted, actor: Actor) -> Group:
    found = find(kind, wanted, actor.scope, asked.narrowed, asked.before, PAGE + 1)
    more = asked.address(before=found[PAGE - 1][0]) if len(found) > PAGE else ""
    return Group(kind, LABELS[kind], hits(kind, found[:PAGE], wanted, actor.scope), more)


def _numbered(asked: Asked, actor: Actor) -> list[tuple[int, int]]:
    """Return the visible complaints whose number ends so, newest first."""
    condition = numbered(asked.text)
    if condition is None:
        return []
    own = (SearchEntry.ref == Complaint.id) & (SearchEntry.kind == str(Found.KASUS))
    rows = Complaint.select(SearchEntry.id, Complaint.id).join_from(Complaint, SearchEntry, on=own)
    return list(rows.where(condition & visible(actor.scope)).order_by(Complaint.id.desc()).limit(FEW).tuples())


def _straight(asked: Asked, actor: Actor) -> str | None:
    """Return the visible case that a whole number names, if nothing else was asked."""
    if asked != Asked(asked.text) or not asked.text.lower().startswith("adu-"):
        return None
    condition = numbered(asked.text)
    if condition is None:
        return None
    row = Complaint.select(Complaint.public_id).where(condition & visible(actor.scope)).first()
    return str(row.public_id) if row else None


def _asked() -> Asked:
    args = request.args
    text = " ".join(storable(args.get("q", "")).split())[:100]
    known = {
        "kind": (args.get("jenis", ""), [str(kind) for kind in _kinds()]),
        "account": (args.get("kanal", ""), [value for value, _label in account_options()]),
        "section": (args.get("seksi", ""), [value for value, _label in section_options()]),
        "state": (args.get("status", ""), [value for value, _label in STATES]),
    }
    chosen = {name: given if given in options else "" for name, (given, options) in known.items()}
    since, until = (args.get(name, "") if _day(args.get(name, "")) else "" for name in ("dari", "sampai"))
    before = args.get("sebelum", 0, type=int)
    return Asked(text, **chosen, since=since, until=until, before=before if 0 < before < 2**31 else None)


def _day(text: str) -> date | None:
    try:
        found = date.fromisoformat(text)
    except ValueError:
        return None
    return found if 2000 <= found.year < 2100 else None
