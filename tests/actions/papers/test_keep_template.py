"""A template is uploaded by one person and put into use by another; every version is kept."""

from typing import Any

import pytest

from models.actions.papers.keep_template import (
    TemplateNotAllowed,
    activate_template,
    active_template,
    add_template,
    use_shipped_template,
)
from models.rules.core.errors import AlreadyDone, DocumentNotAllowed, NotPermitted, NotVisible
from models.rules.staff.roles import Role
from models.tables import Audit, TemplateVersion
from tests.office import NOW, actor


def added(number: int, code: str = "ND-TERUS") -> TemplateVersion:
    return add_template(code, f"{number:064x}", f"versi ke-{number}", actor(Role.ADMINISTRATOR), NOW)


def test_an_uploaded_version_is_not_in_use_until_another_person_activates_it(account: Any) -> None:
    first = added(1)
    assert (first.number, active_template("ND-TERUS")) == (1, None)
    with pytest.raises(TemplateNotAllowed, match="bukan oleh pengunggahnya"):
        activate_template(first.id, actor(Role.ADMINISTRATOR), NOW)
    activate_template(first.id, actor(Role.KASUBSI_INFOKIM), NOW)
    in_use = active_template("ND-TERUS")
    assert in_use is not None
    assert (in_use.id, in_use.activated_by.username) == (first.id, "kasubsi_infokim")
    assert active_template("ND-JAWAB") is None
    events = [row.event for row in Audit.select().where(Audit.subject == f"template:{first.id}").order_by(Audit.id)]
    assert events == ["unggah_templat", "aktifkan_templat"]


def test_one_version_is_in_use_at_a_time_and_an_older_one_may_come_back(account: Any) -> None:
    kasubsi = actor(Role.KASUBSI_INFOKIM)
    first, second = added(1), added(2)
    assert second.number == 2
    for version in (first, second, first):
        activate_template(version.id, kasubsi, NOW)
        in_use = active_template("ND-TERUS")
        assert in_use is not None
        assert in_use.id == version.id
        running = TemplateVersion.activated_at.is_null(False) & TemplateVersion.retired_at.is_null()
        assert TemplateVersion.select().where(running).count() == 1
    with pytest.raises(AlreadyDone):
        activate_template(first.id, kasubsi, NOW)


def test_the_shipped_template_may_come_back_and_every_version_stays(account: Any) -> None:
    kasubsi, first = actor(Role.KASUBSI_INFOKIM), added(1)
    activate_template(first.id, kasubsi, NOW)
    use_shipped_template("ND-TERUS", kasubsi, NOW)
    assert active_template("ND-TERUS") is None
    assert TemplateVersion.get_by_id(first.id).retired_at == NOW
    with pytest.raises(AlreadyDone):
        use_shipped_template("ND-TERUS", kasubsi, NOW)


def test_the_same_file_is_no_new_version(account: Any) -> None:
    added(1)
    with pytest.raises(TemplateNotAllowed, match="versi 1"):
        added(1)
    assert added(1, "ND-JAWAB").number == 1


def test_only_who_may_uploads_and_activates(account: Any) -> None:
    first = added(1)
    for role in (Role.PENGELOLA, Role.KASUBSI_INFOKIM, Role.KEPALA_KANTOR):
        with pytest.raises(NotPermitted):
            add_template("ND-TERUS", "f" * 64, "", actor(role), NOW)
    with pytest.raises(NotPermitted):
        activate_template(first.id, actor(Role.PENGELOLA), NOW)
    with pytest.raises(NotVisible):
        activate_template(999_999, actor(Role.KASUBSI_INFOKIM), NOW)
    with pytest.raises(DocumentNotAllowed):
        add_template("ND-LAIN", "f" * 64, "", actor(Role.ADMINISTRATOR), NOW)


def test_a_form_sent_twice_counts_once(account: Any) -> None:
    add_template("ND-TERUS", "1" * 64, "", actor(Role.ADMINISTRATOR), NOW, form_key="kunci")
    with pytest.raises(AlreadyDone):
        add_template("ND-TERUS", "2" * 64, "", actor(Role.ADMINISTRATOR), NOW, form_key="kunci")
    assert TemplateVersion.select().count() == 1
