"""Filters for the words on pages."""
