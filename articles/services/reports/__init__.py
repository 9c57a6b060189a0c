"""Readers' reports: taking one in, going its steps at the desk, counting those that are open, erasing contacts."""
