"""Tables of keeping files and letting them go."""
