"""Floor 1: Django tools that know no area of work."""
