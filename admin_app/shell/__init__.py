"""What every page uses: who asks, signing in, menu, headers, words, the guide."""
