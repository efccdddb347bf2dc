"""All causes, in the order in which the table is printed."""

from tests.causes.cause import Cause
from tests.causes.of_pc import OF_PC
from tests.causes.of_platforms import OF_PLATFORMS
from tests.causes.of_postgresql import OF_POSTGRESQL
from tests.causes.of_programs import OF_PROGRAMS

CAUSES: tuple[Cause, ...] = (*OF_PC, *OF_PLATFORMS, *OF_PROGRAMS, *OF_POSTGRESQL)
