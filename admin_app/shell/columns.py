"""What a list consists of: columns and choices as rows, and how values are written on screen and in exports."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from flask import render_template, url_for
from markupsafe import Markup
from peewee import Expression, Field

from admin_app.shell.wording import EMPTY, day, number, wib
from models.rules.core.moments import to_wib

# A spreadsheet would run a cell that begins like this as a formula (S13).
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")


@dataclass(frozen=True)
class Column:
    """One column. `value` reads a row; `plain` is the value for exports where the screen shows markup."""

    name: str
    label: str
    value: Callable[[Any], Any]
    sort: Field | None = None
    plain: Callable[[Any], Any] | None = None
    narrow: bool = False


@dataclass(frozen=True)
class Choice:
    """One filter above a list: a query argument, its options (value, label), and the condition of a value."""

    name: str
    label: str
    options: Callable[[], list[tuple[str, str]]]
    condition: Callable[[str], Expression]


def shown(value: object) -> Any:
    """Return a value as shown: times in WIB, numbers and yes/no in Indonesian, a dash for nothing."""
    if value is None or value == "":
        return EMPTY
    if isinstance(value, bool):
        return "Ya" if value else "Tidak"
    if isinstance(value, datetime):
        return wib(value)
    if isinstance(value, date):
        return day(value)
    if isinstance(value, time):
        return f"{value:%H.%M}"
    if isinstance(value, int | float):
        return number(value)
    return value


def exported(column: Column, row: object) -> str:
    """Return a value for a spreadsheet: plain, sortable, and never a formula."""
    value = (column.plain or column.value)(row)
    if isinstance(value, Markup):
        value = value.striptags()
    if isinstance(value, datetime):
        return f"{to_wib(value):%Y-%m-%d %H:%M:%S}"
    text = "" if value is None else str(shown(value)) if isinstance(value, bool) else str(value)
    text = _CONTROL.sub("\ufffd", text)
    return f"'{text}" if text.startswith(_FORMULA) else text


def pill(label: str, kind: str = "") -> Markup:
    """Return a small coloured label; `kind` is good, warn, bad, info or empty."""
    return Markup('<span class="pill{}">{}</span>').format(f" pill-{kind}" if kind else "", label)


def link(url: str, text: object) -> Markup:
    """Return a link."""
    return Markup('<a href="{}">{}</a>').format(url, text)


def case_link(public_id: str, complaint_number: str) -> Markup:
    """Return the link that opens a case in Meja Kerja."""
    return link(f"/meja/kasus/{public_id}", complaint_number)


def block(text: str) -> Markup | str:
    """Return a text as it was written, with its line breaks."""
    return Markup('<div class="pre">{}</div>').format(text) if text else EMPTY


def panel(template: str, **words: object) -> Markup:
    """Return a part of a page, drawn from its template."""
    return Markup(render_template(template, **words))  # noqa: S704 - the template escapes


def route(endpoint: str, label: str, **words: Any) -> Markup:
    """Return a link to one of our routes."""
    return link(url_for(endpoint, **words), label)
