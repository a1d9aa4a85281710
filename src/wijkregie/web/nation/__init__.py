"""The map of the country."""
