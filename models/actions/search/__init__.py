"""The search's index: making its entries, keeping them up to date, rebuilding them."""
