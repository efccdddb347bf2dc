"""The paper folder of a case: what is in it, its labels, where it stands, and who has it."""
