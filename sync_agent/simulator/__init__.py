"""Practice mode: stateful fakes of the platforms, with fault switches. Only `simulate` and tests come here."""
