"""The office's own types of paper: kept by the administrator, and the papers made from them."""
