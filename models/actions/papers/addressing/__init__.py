"""From whom and to whom papers go."""
