"""Money of a project, an area, a programme or the municipality: as pages and as files."""
