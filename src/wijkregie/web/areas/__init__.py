"""The page of an area and the map."""
