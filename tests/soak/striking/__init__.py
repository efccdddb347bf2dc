"""What goes wrong: the table of faults, how each begins and ends, what counts as told, and who judges that."""
