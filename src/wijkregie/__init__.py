"""Wijkregie: the working system of the Dutch neighbourhood approach."""
