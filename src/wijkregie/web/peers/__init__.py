"""The areas that an area is compared with."""
