"""What all pages share: the frame, the viewer, formats, errors."""
