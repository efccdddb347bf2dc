"""The twins of models/actions/upkeep/services."""
