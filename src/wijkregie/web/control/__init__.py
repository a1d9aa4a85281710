"""Settings of a municipality, in the product itself."""
