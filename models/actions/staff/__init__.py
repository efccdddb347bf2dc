"""Actions on accounts: adding and changing them, signing in and out, personal choices."""
