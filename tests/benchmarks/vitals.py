"""What a browser user notices: when the main content shows, what shifts, how long input waits, how much is loaded.

The measures are those of Lighthouse, on an office's PC (4 times slower than this machine, 10 Mbit/s) and on a phone
(as slow, 1.6 Mbit/s, 150 ms away). `python -m tests.benchmarks.vitals` prints the table.
"""

import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

from playwright.sync_api import Browser, Page

from models.rules.staff.roles import Role
from tests.admin_app.browsing import PASSWORD, Clock, back_office
from tests.admin_app.test_visibility_walk import Scene
from tests.browser.people import chromium
from tests.office import office
from tests.served import served

TRIES = 3
MACHINES = {
    "PC kantor": ({"width": 1366, "height": 768}, 40, 10_000),
    "ponsel": ({"width": 390, "height": 844}, 150, 1_600),
}
PAGES = {
    Role.PENGELOLA: ("/", "/meja/?tab=terbuka", "/meja/kasus/{case}?tab=terbuka", "/pengaduan/", "/cari/?q=kisah"),
    Role.KEPALA_KANTOR: ("/", "/dasbor/", "/laporan/"),
    Role.PETUGAS_SEKSI: ("/", "/penelitian/"),
    Role.ADMINISTRATOR: ("/kanal/", "/gaya/"),
}
# The aims Lighthouse calls good: milliseconds, a share of the screen, milliseconds.
GOOD = {"lcp": 2500.0, "cls": 0.1, "tbt": 200.0}
_WATCH = """
window.felt = { lcp: 0, cls: 0, tbt: 0 };
const watch = (type, take) =>
  new PerformanceObserver((list) => list.getEntries().forEach(take)).observe({ type, buffered: true });
watch("largest-contentful-paint", (one) => { felt.lcp = one.startTime; });
watch("layout-shift", (one) => { if (!one.hadRecentInput) felt.cls += one.value; });
watch("longtask", (one) => { felt.tbt += Math.max(0, one.duration - 50); });
"""
_READ = """() => ({ ...felt, bytes: ["navigation", "resource"].flatMap((type) => performance.getEntriesByType(type))
  .reduce((sum, one) => sum + one.transferSize, 0) })"""


@dataclass(frozen=True)
class Felt:
    """One page on one machine, the middle of some tries; bytes the first time, and once its files are kept."""

    machine: str
    role: str
    path: str
    lcp: float
    cls: float
    tbt: float
    first: int
    again: int

    @property
    def is_good(self) -> bool:
        """Whether all three are what Lighthouse calls good."""
        return self.lcp <= GOOD["lcp"] and self.cls <= GOOD["cls"] and self.tbt <= GOOD["tbt"]

    def line(self) -> str:
        """Write one line of the table."""
        words = (
            f"{self.machine:<10} {self.role:<18} {self.path[:34]:<34} {self.lcp:7.0f} {self.cls:6.3f} {self.tbt:6.0f}"
        )
        return f"{words} {self.first / 1000:8.1f} {self.again / 1000:8.1f}  {'good' if self.is_good else 'NOT GOOD'}"


@contextmanager
def visiting(browser: Browser, url: str, role: Role, machine: str) -> Iterator[Page]:
    """Sign in on a machine of this kind."""
    size, latency, kilobits = MACHINES[machine]
    with ExitStack() as left:
        context = browser.new_context(viewport=size, base_url=url)
        left.callback(context.close)
        page = context.new_page()
        page.goto("/login")
        page.fill("[name=username]", str(role))
        page.fill("[name=password]", PASSWORD)
        with page.expect_navigation():
            page.get_by_role("button", name="Masuk").click()
        page.add_init_script(_WATCH)
        line = context.new_cdp_session(page)
        rate = kilobits * 1000 / 8
        conditions = {"offline": False, "latency": latency, "downloadThroughput": rate, "uploadThroughput": rate}
        line.send("Network.enable")
        line.send("Network.emulateNetworkConditions", conditions)
        line.send("Emulation.setCPUThrottlingRate", {"rate": 4})
        yield page


def felt(page: Page, path: str) -> dict[str, Any]:
    """Open a page and read what was felt until nothing moves any more."""
    page.goto(path, wait_until="load")
    page.wait_for_timeout(600)  # what is drawn after loading is felt too
    read: dict[str, Any] = page.evaluate(_READ)
    return read


def measure(browser: Browser, url: str, case: str) -> Iterator[Felt]:
    """Measure every page of the list on every machine."""
    for machine in MACHINES:
        for role, paths in PAGES.items():
            for path in paths:
                with visiting(browser, url, role, machine) as page:
                    tries = [felt(page, path.replace("{case}", case)) for _ in range(TRIES + 1)]
                first, again = tries[0]["bytes"], median(one["bytes"] for one in tries[1:])
                middle = {name: median(one[name] for one in tries) for name in GOOD}
                yield Felt(machine, str(role), path, **middle, first=first, again=int(again))


def main() -> None:
    """Print the table."""
    figures = f"{'LCP ms':>7} {'CLS':>6} {'TBT ms':>6} {'kB first':>8} {'kB again':>8}"
    print(f"{'machine':<10} {'role':<18} {'page':<34} {figures}")
    with tempfile.TemporaryDirectory() as folder, office(f"sqlite:///{Path(folder) / 'aduan.db'}") as account:
        scene = Scene(account, back_office(Path(folder), Clock()))
        with chromium() as browser, served(scene.app) as url:
            for one in measure(browser, url, scene.own.case.public_id):
                print(one.line(), flush=True)


if __name__ == "__main__":
    main()
