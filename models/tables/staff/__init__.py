"""Tables of accounts, sessions, notices and how officers set up their desks."""
