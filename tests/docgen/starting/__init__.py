"""The Word template an own type starts with."""
