"""Covenants: what a group may decide, with whom that was agreed, and until when."""
