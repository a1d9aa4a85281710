"""Pages to share a programme as a template, and to borrow one of another municipality."""
