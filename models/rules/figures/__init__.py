"""Rules of reports: periods, and every figure from its facts."""
