"""The letterhead in templates and papers, and emblems as they are uploaded."""
