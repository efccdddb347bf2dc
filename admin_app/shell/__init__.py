"""What every page stands on: who asks, signing in, menu, headers, words, the guide."""
