"""Rules decide: standard-library values in, values out. No database, network, file or clock."""
