"""How the desk writes dates in Chinese."""
