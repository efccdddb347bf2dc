"""The panel that appraises files whose time is over, its members' opinions, and what is decided of each."""
