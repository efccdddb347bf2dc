"""What single types of papers print."""
