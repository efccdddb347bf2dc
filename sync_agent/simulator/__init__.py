"""Practice mode: stateful fakes of the platforms, with switchable faults. Only `simulate` and tests use it."""
