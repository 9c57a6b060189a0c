"""Files and volumes that readers take away."""
