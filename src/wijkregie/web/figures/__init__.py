"""A figure over all areas."""
