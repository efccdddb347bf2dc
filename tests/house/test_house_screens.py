"""No screen writes what only an action may write: every Flask-Admin view of the real app is looked at."""

from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask_admin.model import BaseModelView

from admin_app.app import create_app
from models.tables import TABLES, ChannelAccount
from models.tables.core.settings import load_settings
from tests.tools import ROOT

# Plain tables staff may edit on a screen, inside a transaction. All others change through actions alone.
EDITABLE = {"Holiday", "WorkingBlock", "OfficeSetting", "Category", "ReplyTemplate", "Official", "OfficeHolder"}


@pytest.fixture
def app(sqlite_account: ChannelAccount, tmp_path: Path) -> Flask:
    """The whole back office on a small office."""
    return create_app(load_settings({"ADUAN_DATA_DIR": str(tmp_path)}, tmp_path / "none.toml"))


def views(app: Flask) -> list[Any]:
    """Every table screen of the app."""
    return [view for admin in app.extensions["admin"] for view in admin._views if isinstance(view, BaseModelView)]


def test_there_are_screens_and_each_shows_one_of_our_tables(app: Flask) -> None:
    shown = [view.model for view in views(app)]
    assert len(shown) >= 7
    assert set(shown) <= set(TABLES)


def test_a_governed_table_cannot_be_made_edited_or_deleted_on_a_screen(app: Flask) -> None:
    loose = []
    for view in views(app):
        if view.model.__name__ not in EDITABLE:
            rights = ("can_create", "can_edit", "can_delete", "column_editable_list")
            loose += [f"{type(view).__name__}.{right}" for right in rights if getattr(view, right, None)]
    assert loose == []


def test_no_screen_deletes_rows_or_edits_them_in_the_list(app: Flask) -> None:
    loose = [type(view).__name__ for view in views(app) if view.column_editable_list]
    loose += [type(view).__name__ for view in views(app) if "delete" not in view.action_disallowed_list]
    assert loose == []


def test_every_screen_stands_on_the_guarded_base() -> None:
    bare = []
    for path in (ROOT / "admin_app").rglob("*.py"):
        names_it = "contrib.peewee import ModelView" in path.read_text("utf-8")
        if names_it and not path.name.startswith("guarded"):
            bare.append(path.relative_to(ROOT).as_posix())
    assert bare == []
