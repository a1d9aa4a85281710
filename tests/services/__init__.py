"""National services as tests meet them: real HTTP on this machine, with every known fault."""
