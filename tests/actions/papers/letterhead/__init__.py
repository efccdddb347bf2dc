"""The letterhead of papers, version by version."""
