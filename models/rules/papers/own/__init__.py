"""The office's own types of paper: what they are declared with, what is refused, and how their questions are read."""
