"""Actions on identities: protect, look, name a party, correct and hand out a person's data."""
