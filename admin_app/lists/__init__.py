"""What every list stands on: guarded, paged, exported, editable where it opts in."""
