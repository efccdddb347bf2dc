"""Role × permission: the whole product, and what no role may ever have."""

import pytest

from models.rules.core.errors import NotPermitted
from models.rules.staff.permissions import PERMISSIONS, Permission, check, may
from models.rules.staff.roles import Role


def test_every_permission_names_roles_that_exist() -> None:
    assert set(PERMISSIONS) == set(Permission)
    assert all(roles and roles <= set(Role) for roles in PERMISSIONS.values())


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("permission", Permission)
def test_check_agrees_with_the_table(role: Role, permission: Permission) -> None:
    if may(role, permission):
        check(role, permission)
    else:
        with pytest.raises(NotPermitted, match=permission):
            check(role, permission)


def test_the_administrator_sees_no_complaint_content() -> None:
    content = (
        Permission.READ_CASES,
        Permission.READ_MESSAGES,
        Permission.READ_DOCUMENTS,
        Permission.READ_OUTBOX,
        Permission.EXPORT,
    )
    assert not any(may(Role.ADMINISTRATOR, permission) for permission in (*content, Permission.WRITE_REPLY))
