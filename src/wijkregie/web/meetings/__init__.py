"""Pages: meetings, agendas and action lists."""
