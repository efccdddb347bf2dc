"""What every action stands on: who acts, the locked case and its move, links, clocks, audit trail, notices."""
