"""The commands that register a program as a service of Windows: whole, in an order that works, without a secret."""

from dataclasses import replace

import pytest

from models.rules.upkeep.units import Program
from models.rules.upkeep.windows_services import WindowsService, account, commands

SERVICE = WindowsService(
    Program.BACK_OFFICE,
    "C:\\Aduan\\versi 1\\python.exe",
    "C:\\Aduan\\versi 1",
    "D:\\data aduan",
    (),
    ("ADUAN_DATABASE_URL",),
    ("C:\\Aduan\\versi 1\\run_admin.py", "serve", "--port", "8080"),
)


def test_each_of_what_a_service_is_stands_in_a_command() -> None:
    said = commands(SERVICE)
    assert said[0] == 'nssm install aduan-back-office "C:\\Aduan\\versi 1\\python.exe"'
    assert said[1].endswith('AppParameters "\\"C:\\Aduan\\versi 1\\run_admin.py\\" serve --port 8080"')
    assert 'nssm set aduan-back-office ObjectName "NT SERVICE\\aduan-back-office"' in said
    assert "nssm set aduan-back-office AppExit Default Restart" in said
    assert "nssm set aduan-back-office AppExit 0 Exit" in said  # whoever stops it finds it stopped
    assert any(one.startswith("sc.exe failure aduan-back-office reset= 86400") for one in said)
    assert said[-1] == "nssm start aduan-back-office"


def test_no_value_of_a_setting_is_printed_but_where_the_data_lie() -> None:
    (kept,) = (one for one in commands(SERVICE) if "AppEnvironmentExtra" in one)
    assert kept.endswith('"ADUAN_DATA_DIR=D:\\data aduan" "ADUAN_DATABASE_URL=%ADUAN_DATABASE_URL%"')


def test_the_data_folder_takes_no_right_over_and_its_rights_come_after_the_account_is_there() -> None:
    said = commands(replace(SERVICE, beside=("E:\\basis",)))
    (data,) = (one for one in said if one.startswith('icacls "D:\\data aduan"'))
    assert "/inheritance:r" in data and f'"{account(Program.BACK_OFFICE)}:(OI)(CI)M"' in data
    assert '"*S-1-5-18:(OI)(CI)F" "*S-1-5-32-544:(OI)(CI)F"' in data and "Users" not in data
    assert [("inheritance" in one) for one in said if one.startswith("icacls")] == [True, False, False]
    made = next(number for number, one in enumerate(said) if "ObjectName" in one)
    rights = [number for number, one in enumerate(said) if one.startswith("icacls")]
    assert made < min(rights) and max(rights) < len(said) - 1


@pytest.mark.parametrize("sign", ['"', "%", "^", "!", "\n"])
def test_what_a_console_reads_otherwise_is_refused(sign: str) -> None:
    with pytest.raises(ValueError, match="cannot stand in a command"):
        commands(replace(SERVICE, data=f"D:\\da{sign}ta"))
