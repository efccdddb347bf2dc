"""Rules of reports: periods, and how every figure is counted from its facts."""
