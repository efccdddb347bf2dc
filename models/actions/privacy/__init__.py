"""Actions on identities: protect, look at one, name a party, correct and hand out a person's data."""
