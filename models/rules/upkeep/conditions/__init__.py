"""The one table of what can be wrong with programs, machines and office, from which every face reads."""
