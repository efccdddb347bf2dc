"""The initials (paraf) on drafts: whose are there, and whose are lacking."""
