"""Templates as their editors leave them."""
