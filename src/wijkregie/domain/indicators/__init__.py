"""Figures per area and period, with their meaning and source."""
