"""What mypy is told beside the code: tools of the developer, never part of what runs."""
