"""Of an environment a child is given where programs are found, and nothing of the office's."""

from models.rules.core.inherited import inherited, without_settings

ENVIRON = {
    "PATH": "/usr/bin",
    "TMPDIR": "D:/scratch",
    "ADUAN_DATABASE_URL": "postgresql://aduan:rahasia@localhost/aduan",
    "PGPASSWORD": "rahasia",
    "WAHA_KEY": "rahasia",
    "HOME": "/root",
}


def test_a_child_is_given_only_what_it_is_found_by() -> None:
    assert inherited(ENVIRON) == {"PATH": "/usr/bin", "TMPDIR": "D:/scratch"}


def test_what_needs_the_machines_own_names_is_given_no_settings_of_the_office() -> None:
    left = without_settings(ENVIRON | {"aduan_data_dir": "/srv"})
    assert set(left) == set(ENVIRON) - {"ADUAN_DATABASE_URL"}
