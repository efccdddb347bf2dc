"""What every test uses: no settings from outside, and every skip counted with its reason at the end."""

import os
from collections import Counter
from collections.abc import Generator, Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.internal.conjecture import providers

from tests.running.compiled_once import compile_once
from tests.running.costly import left_as_costly
from tests.running.garbage import look_at_nothing_yet, look_at_what_tests_make
from tests.running.kept_profile import keep_profile
from tests.running.kept_states import by_hand
from tests.running.once_more import SAYS, once_more
from tests.running.shared_compiling import import_share
from tests.running.taking_turns import in_turns
from tests.running.temporary import keep_in_memory
from tests.running.walks import left_to_all
from tests.sizes import LONG
from tests.windows.shown import seen

# No clock decides a test: what is slow is seen by start.py bench. And no chance: the same code is tried by the same
# examples, so that a change is told what it broke; ADUAN_TEST_LONG=1 and the machines' own command try new ones.
settings.register_profile("aduan", deadline=None, derandomize=not LONG, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("aduan")
if not LONG:
    # Hypothesis also draws what stands in the modules loaded so far: other examples in each process of the suite.
    providers._get_local_constants = lambda: providers._local_constants

_left_out = pytest.StashKey[int]()

# A test must never meet an office's database, whoever starts it.
for _name in [name for name in os.environ if name.startswith("ADUAN_") and not name.startswith("ADUAN_TEST_")]:
    del os.environ[_name]

keep_in_memory()
compile_once()
keep_profile()
look_at_nothing_yet()


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let whoever starts the tests leave out what is said once more in a dearer setting."""
    told = "leave out what is said once more in a dearer setting or of one more of many (tests/running)"
    parser.addoption("--once", action="store_true", help=told)


def pytest_collection(session: pytest.Session) -> None:
    """Where several processes collect the tests, let each begin with other files."""
    process = getattr(session.config, "workerinput", None)
    if process:
        number = int(process["workerid"].removeprefix("gw"))
        import_share(session.config.args, session.config.rootpath, number, process["workercount"])


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what need not be said once more; where several share the tests, let long waits and hard work meet."""
    if config.option.once:
        left_out = {item.nodeid for item in (*once_more(items), *left_to_all(items), *left_as_costly(items))}
        config.hook.pytest_deselected(items=[item for item in items if item.nodeid in left_out])
        items[:] = [item for item in items if item.nodeid not in left_out]
        config.stash[_left_out] = len(left_out)
    if hasattr(config, "workerinput"):
        items[:] = in_turns(items, lambda item: item.nodeid.partition("::")[0])


def pytest_collection_finish() -> None:
    """Begin the tests with little for the garbage collector to look at."""
    look_at_what_tests_make()


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_sessionfinish(session: pytest.Session) -> Generator[None, None, None]:
    """Say last of all how many tests were left out, and how they are run."""
    if hasattr(session.config, "workeroutput"):
        session.config.workeroutput["left_out"] = session.config.stash.get(_left_out, 0)
        return (yield)
    yield
    if left_out := session.config.stash.get(_left_out, 0):
        session.config.get_terminal_writer().line(f"{left_out} {SAYS}")
    return None


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """Hear from a process how many tests it left out: each leaves out the same."""
    node.config.stash[_left_out] = getattr(node, "workeroutput", {}).get("left_out", 0)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Let a test that changes the program do by itself whatever it needs."""
    by_hand("monkeypatch" in getattr(item, "fixturenames", ()))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print how many tests were skipped, and for which reasons."""
    skipped = terminalreporter.getreports("skipped")
    reasons = Counter(str(report.longrepr[2] if isinstance(report.longrepr, tuple) else "") for report in skipped)
    if reasons:
        terminalreporter.write_line(f"{len(skipped)} skipped, because:")
    for reason, times in reasons.most_common():
        terminalreporter.write_line(f"  {times} x {reason.removeprefix('Skipped: ')}")
    _tell_of_windows(terminalreporter)


def _tell_of_windows(terminalreporter: pytest.TerminalReporter) -> None:
    """Print which commands were tried on a Windows under wine, and whether they worked."""
    reports = [each for found in ("passed", "failed", "error") for each in terminalreporter.getreports(found)]
    tried = [each for each in reports if each.nodeid.startswith("tests/windows/test_every_command")]
    rows = seen((each.nodeid.partition("::")[2].partition("[")[0], each.passed) for each in tried)
    if rows:
        terminalreporter.write_line("On Windows, under wine (what it cannot show: docs/windows.md):")
    for command, showed in rows:
        terminalreporter.write_line(f"  {command}: {showed}")


@pytest.fixture(autouse=True)
def unsigned() -> Iterator[None]:
    """Let no test sign the audit trail with the key of one before it."""
    from models.actions.core.trail.trail_signing import sign_with

    yield
    sign_with(None)


_numbers = count(1)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """Run the system's Chromium once for everybody: Playwright allows one player in a thread."""
    from tests.browser.people import chromium as run

    with run() as browser:
        yield browser


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """Run one throw-away PostgreSQL server for the whole session and return its URL (without a database)."""
    from tests.postgres import postgres_server

    with postgres_server() as url:
        yield url


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Yield an empty database, once on SQLite and once on PostgreSQL; an office (`account`) makes its own there."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'aduan.db'}"
        return
    from models.tables import database
    from tests.postgres import drop_database, make_database

    url = f"{request.getfixturevalue('postgres')}/aduan_{next(_numbers)}"
    if "account" not in request.fixturenames:
        make_database(*url.rsplit("/", 1))
    yield url
    drop_database(url)
    database.obj = None  # a test without an office must not meet the one that is gone


@pytest.fixture
def account(database_url: str) -> Iterator[Any]:
    """Open an office with starting data, staff of every role and one WhatsApp account, on both databases."""
    from tests.office import office

    with office(database_url) as channel_account:
        yield channel_account


@pytest.fixture
def sqlite_account(tmp_path: Path) -> Iterator[Any]:
    """The same office on SQLite only, for tests that have nothing to do with the database."""
    from tests.office import office

    with office(f"sqlite:///{tmp_path / 'aduan.db'}") as channel_account:
        yield channel_account
