"""Rules every subject uses: errors, moments in time, what a column holds, which texts can be stored."""
