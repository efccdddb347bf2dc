"""Rules decide: plain values in, plain values out. They use no database, network, file or clock."""
