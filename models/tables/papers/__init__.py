"""Tables of papers, templates and the register of numbers."""
