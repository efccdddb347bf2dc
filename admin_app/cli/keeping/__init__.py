"""Commands that show whether the office could be taken up again: drills, and what an administrator hands over."""
