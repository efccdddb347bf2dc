"""Role × deed: the whole product, and what no role may ever have."""

import pytest

from models.rules.core.errors import DeedNotAllowed
from models.rules.staff.permissions import PERMISSIONS, Deed, check, may
from models.rules.staff.roles import Role


def test_every_deed_names_roles_that_exist() -> None:
    assert set(PERMISSIONS) == set(Deed)
    assert all(roles and roles <= set(Role) for roles in PERMISSIONS.values())


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("deed", Deed)
def test_check_agrees_with_the_table(role: Role, deed: Deed) -> None:
    if may(role, deed):
        check(role, deed)
    else:
        with pytest.raises(DeedNotAllowed, match=deed):
            check(role, deed)


def test_the_administrator_sees_no_complaint_content() -> None:
    content = (Deed.READ_CASES, Deed.READ_MESSAGES, Deed.READ_DOCUMENTS, Deed.READ_OUTBOX, Deed.EXPORT)
    assert not any(may(Role.ADMINISTRATOR, deed) for deed in (*content, Deed.WRITE_REPLY))
