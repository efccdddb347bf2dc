"""How long files are kept and how they are destroyed, on screen."""
