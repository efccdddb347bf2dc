"""Triggers are installed once, replaced by those of another version, and named where they are missing."""

from dataclasses import replace
from typing import Any

import pytest

from models.tables import OfficeSetting, database
from models.tables.core.database import is_sqlite
from models.tables.core.noting.triggers import Trigger, differs, install, listed, missing, remove


@pytest.fixture
def trigger(account: Any) -> Trigger:
    fires = f'AFTER UPDATE OF "value" ON "office_setting" FOR EACH ROW WHEN ({differs(["value"])})'
    does = "INSERT INTO office_setting (key, value) VALUES ('berubah', NEW.value)"
    return Trigger("trial", "office_setting", "/* one */", fires, does)


def changed() -> int:
    return int(OfficeSetting.select().where(OfficeSetting.key == "berubah").count())


def test_it_does_what_it_says_from_its_installing_to_its_removing(trigger: Trigger) -> None:
    row = OfficeSetting.create(key="coba", value="a")
    assert (missing([trigger]), install([trigger]), install([trigger]), missing([trigger])) == (
        ["trial"],
        True,
        False,
        [],
    )
    OfficeSetting.update(value="a").where(OfficeSetting.id == row.id).execute()
    assert changed() == 0  # as it was
    OfficeSetting.update(value="b").where(OfficeSetting.id == row.id).execute()
    assert changed() == 1
    OfficeSetting.delete().where(OfficeSetting.key == "berubah").execute()
    remove([trigger])
    OfficeSetting.update(value="c").where(OfficeSetting.id == row.id).execute()
    assert (changed(), missing([trigger])) == (0, ["trial"])
    remove([trigger])


def test_one_of_another_version_is_missing_and_replaced(trigger: Trigger) -> None:
    install([trigger])
    newer = replace(trigger, mark="/* two */", does=trigger.does.replace("NEW.value", "'lain'"))
    assert missing([newer]) == ["trial"]
    assert install([newer])
    row = OfficeSetting.create(key="coba", value="a")
    OfficeSetting.update(value="b").where(OfficeSetting.id == row.id).execute()
    assert OfficeSetting.get(OfficeSetting.key == "berubah").value == "lain"


def test_columns_are_named_as_the_database_wants(account: Any) -> None:
    assert listed(["a", "b"]) == '"a", "b"'
    assert ("IS NOT" if is_sqlite() else "DISTINCT") in differs(["a", "b"])
    assert differs(["a", "b"]).count(" OR ") == 1
    assert database.execute_sql("SELECT 1").fetchone()[0] == 1
