"""What every connector uses: the contract, the errors, the one module that uses the network."""
