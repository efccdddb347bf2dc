"""What every action uses: who acts, the locked case and its move, links, clocks, audit trail, notices."""
