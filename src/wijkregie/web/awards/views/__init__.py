"""Views, by what people do."""
