"""Floor 3: pages."""
