"""Rules about the people who work here: roles, permissions, who stands in for whom, who is present."""
