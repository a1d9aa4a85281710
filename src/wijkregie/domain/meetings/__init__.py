"""Meetings of groups: series, agendas, decisions per item, actions, the action list."""
