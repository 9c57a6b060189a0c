"""What programs read of the archive, and the headers of every answer."""
