"""One Windows for all tests of this folder."""

from collections.abc import Iterator

import pytest

from tests.windows.rig import Windows, windows


@pytest.fixture(scope="session")
def there(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Windows]:
    """Yield the disk on which the archive lies."""
    with windows(tmp_path_factory.mktemp("windows")) as here:
        yield here
