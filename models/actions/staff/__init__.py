"""Actions on accounts: keep them, sign in and out, personal choices."""
