"""What every connector is made of: the contract, the errors, the one door to the network."""
