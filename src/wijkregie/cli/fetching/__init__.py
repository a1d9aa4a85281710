"""Clients of the national services: the one place from where Wijkregie asks anything outside.

Nothing here runs unless somebody types ``wijkregie fetch``.
"""
