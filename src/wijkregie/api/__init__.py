"""Floor 3: the same knowledge for machines."""
