"""Every figure of Dasbor and of the homes' office block opens as many cases as it says."""

import re
from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
from flask import Flask

from models.rules.staff.roles import Role
from tests.actions.busy_office import BusyOffice
from tests.admin_app.browsing import Browser, Clock, text

Open = Callable[[Role | str], Browser]
_LINK = re.compile(r'href="(/(?:pengaduan/\?|laporan/kasus\?)[^"]+)"[^>]*>(?:<[^>]+>)*([\d.]+)<')


def cases_of(page: str) -> int:
    """Count the cases a list or an opened figure shows."""
    return len(set(re.findall(r'href="/(?:pengaduan/details/\?id=|meja/kasus/)([\w-]+)', page)))


@pytest.mark.parametrize("role", [Role.KEPALA_KANTOR, Role.KASI_LALINTALKIM, Role.KASUBSI_INFOKIM])
def test_every_figure_opens_as_many_cases_as_it_says(
    role: Role, sqlite_account: Any, app: Flask, clock: Clock, signed_in: Open
) -> None:
    office = BusyOffice(sqlite_account, 7).work(14)
    clock.now = office.now
    browser = signed_in(role)
    pages = [text(browser.get(path)) for path in ("/dasbor/", "/")]
    links = {(unescape(address), int(count)) for page in pages for address, count in _LINK.findall(page)}
    assert len(links) >= 8
    for address, count in links:
        listed = text(browser.get(address))
        assert cases_of(listed) == count, (address, count)
