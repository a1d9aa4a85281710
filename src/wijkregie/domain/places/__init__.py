"""Municipalities, areas, their borders, and the names by which people find them."""
