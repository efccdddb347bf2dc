"""Every page of every role on a full data set and on a hundredth of it: time of the server, its CPU, size.

The addresses are those of the visibility walk, so that a new page is measured by itself. Pages are asked for in this
process: what is measured is the back office alone. On a machine that others use too, the CPU time is the one to read.
"""

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from pathlib import Path

from flask import Flask
from peewee import fn

from admin_app.cli.serving import set_apart_what_stays
from models.actions.clocks.give_warnings import give_warnings
from models.actions.clocks.looking.limits import keep_clocks
from models.actions.search.indexing import index_everything
from models.rules.cases.sop import Stage
from models.rules.staff.roles import Role, Section
from models.tables import Complaint, Message, database
from tests.admin_app.browsing import Browser, Clock, back_office
from tests.admin_app.samples import a_full_office, blackened_in, breach_known
from tests.admin_app.test_every_route import address, allowed
from tests.admin_app.walked_addresses import OF_A_CASE, OF_THE_OFFICE, OTHER_VIEWS, filled, get_rules, open_to
from tests.admin_app.walked_office import WalkedCase, walked_case
from tests.benchmarks import lists
from tests.benchmarks.bulk import Bulk
from tests.benchmarks.figures import Figure
from tests.benchmarks.load import load
from tests.benchmarks.memo_rows import add_memos
from tests.benchmarks.page_table import Page, page_table, taken
from tests.office import NOW, citizen_message, office, take_in
from tests.postgres import postgres_server

POSTGRESQL = False  # on a throw-away server instead of SQLite; its own CPU is then in the wall time alone
TRIES, TIMES, LONG = 2, 40, 200
# Files and what leads elsewhere: no pages, so the aims of pages do not hold for them.
NO_PAGES = (
    *("export", "csv", "download", "pdf", "archive", "example_word", "example_pdf", "workbook", "signed_copy"),
    *("chart", "numbers", "preview", "proof", "photo", "picture", "play", "ajax_lookup"),
)
# What is looked for: met in every second case, in one, in none.
SEARCHES = (
    "/meja/?tab=terbuka&cari=paspor", "/meja/?tab=terbuka&cari=zzqx", "/pengaduan/?search=M-Paspor",
    "/pengaduan/?search=zzqx", "/pesan/?search=loket", "/pesan/?search=zzqx", "/naskah/?search=zzqx",
)  # fmt: skip


@dataclass
class FullOffice:
    """An office at work, its case of two hundred messages, and what the addresses name."""

    app: Flask
    clock: Clock
    case: WalkedCase
    sample: dict[str, object] = field(default_factory=dict)

    def addresses(self) -> Iterator[str]:
        """Yield the address of every page; an address says itself which screen it is."""
        for rule in get_rules(self.app):
            if rule.endpoint.partition(".")[2] in NO_PAGES or not allowed(rule.endpoint):
                continue
            named = OF_A_CASE.get(rule.endpoint) or OF_THE_OFFICE.get(rule.endpoint)
            if not named or rule.endpoint.startswith(("blackened.", "breaches.")):  # there the walk finds nothing
                named = address(rule, self.sample)
            path = filled(named, self.case).replace("{costs}", str(self.sample["costs"]))
            yield path.replace("{paper}", str(self.sample["office_papers"]))
        yield from (*OTHER_VIEWS, *SEARCHES, *_at_every_stage())


def _at_every_stage() -> Iterator[str]:
    """Yield the page of the newest case at every stage, and what is asked in the field of one."""
    newest = Complaint.select(fn.MAX(Complaint.id)).group_by(Complaint.stage)
    for case in Complaint.select().where(Complaint.id.in_(newest)).order_by(Complaint.stage):
        yield f"/meja/kasus/{case.public_id}"
    out = (Complaint.stage == Stage.PENELITIAN) & (Complaint.section == Section.LALINTALKIM)
    for case in Complaint.select().where(out).order_by(Complaint.id.desc()).limit(1):
        yield f"/penelitian/{case.public_id}"


@contextmanager
def full_office(folder: Path, url: str, complaints: int) -> Iterator[FullOffice]:
    """Make and open an office with that many complaints, their memos, limits and warnings."""
    folder.mkdir(exist_ok=True)
    with office(url) as account:
        load(complaints, NOW)
        clock = Clock()
        app = back_office(folder, clock)
        bulk = Bulk()
        add_memos(bulk, app.config["ADUAN"].files)
        bulk.finish()
        index_everything()  # the memos too; else every search first indexes a few
        found = FullOffice(app, clock, _long_case(account, app))
        found.sample = a_full_office(account, app)
        found.sample |= blackened_in(account, app, Section.LALINTALKIM) | {"breach": breach_known()}
        keep_clocks(NOW)
        give_warnings(NOW)
        database.execute_sql("ANALYZE")
        yield found


def _long_case(account: object, app: Flask) -> WalkedCase:
    """Make a case with everything on it and two hundred messages, taken in as they come."""
    who = "628117770001"
    case = walked_case(account, app, "Anggreko Sembilanu", who, "Antrean sejak subuh", Section.LALINTALKIM)  # type: ignore[arg-type]
    for count in range(LONG - 1):
        take_in(account, citizen_message(f"Kapan paspor saya selesai? Sudah saya tanyakan {count} kali.", who))  # type: ignore[arg-type]
    return case


def measured(full: FullOffice) -> list[Page]:
    """Ask for every page as every role that may see it, and TRIES times more; the slowest role then many times."""
    browsers = {role: Browser(full.app) for role in Role}
    for role, browser in browsers.items():
        if browser.sign_in(role).status_code != 302:
            raise RuntimeError(f"{role} cannot sign in")
    set_apart_what_stays()  # as the program does
    return [page for path in full.addresses() if (page := _one_page(full, browsers, path))]


def _one_page(full: FullOffice, browsers: dict[Role, Browser], path: str) -> Page | None:
    first: dict[Role, float] = {}
    for role in open_to(full.app, path):  # a refusal is no page
        answer, seconds = taken(full.clock, lambda role=role: browsers[role].get(path))  # type: ignore[misc]
        if answer.status_code == 200 and answer.mimetype in ("text/html", "application/json"):
            first[role] = seconds
            if not TRIES:
                break  # no role is compared with another, so whoever sees it will do
    if not first:
        return None
    best = {
        role: min(
            (taken(full.clock, lambda role=role: browsers[role].get(path))[1] for _ in range(TRIES)),  # type: ignore[misc]
            default=seconds,
        )
        for role, seconds in first.items()
    }
    slowest = max(best, key=lambda role: best[role])
    return Page.of(path, slowest, full.clock, lambda: browsers[slowest].get(path), TIMES, max(first.values()))


def measure(folder: Path) -> list[Figure]:
    """Print the table of every page, and return what stands out of it."""
    with postgres_server() if POSTGRESQL else nullcontext("") as server:
        small, _ = _measured_in(folder / "pages-small", server, lists.COMPLAINTS // 100)
        full, size = _measured_in(folder / "pages-full", server, lists.COMPLAINTS)
    print(f"\n{page_table(full, small)}\n")
    return _standing_out(full, size)


def _measured_in(folder: Path, server: str, complaints: int) -> tuple[list[Page], str]:
    url = f"{server}/{folder.name.replace('-', '_')}" if server else f"sqlite:///{folder / 'aduan.db'}"
    with full_office(folder, url, complaints) as full:
        found = measured(full)
        return found, f"{complaints:,} complaints, {Message.select(fn.COUNT(Message.id)).scalar():,} messages"


def _standing_out(pages: list[Page], size: str) -> list[Figure]:
    slow, large = max(pages, key=lambda page: page.cpu[1]), max(pages, key=lambda page: page.size)
    over = sum(page.cpu[1] > 50 or page.size > 150_000 for page in pages)
    return [
        Figure(f"{len(pages)} pages, {size}: over an aim", over, "pages", aim="0"),
        Figure(f"the slowest page: {slow.path} (CPU p95)", slow.cpu[1], "ms", aim="p95 <= 50 ms"),
        Figure(f"the largest page: {large.path}", large.size / 1000, "kB", aim="<= 150 kB"),
    ]
