"""The initials (paraf) on drafts: whose are there, whose are lacking, and what a change of the type does to both."""
