"""Budgets: what money there is for an area, who decides, and what one can do now."""
