"""Rules of searching: what a query means and how a hit is shown."""
