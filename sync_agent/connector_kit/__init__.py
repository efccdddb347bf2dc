"""What every connector is made of: the contract, the errors, the one module that uses the network."""
