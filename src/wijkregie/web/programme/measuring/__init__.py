"""Measurements and how a programme is measured: what the pages about that show."""
