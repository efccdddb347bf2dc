"""Papers signed one after the other with one press."""
