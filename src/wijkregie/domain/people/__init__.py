"""Persons, organisations, groups with seats, roles per area, and who may see what."""
