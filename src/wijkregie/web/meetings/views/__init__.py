"""Views of the meetings."""
