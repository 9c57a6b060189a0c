"""The whole site over the archive that `make demo` makes: one archive and one server for all tests of this folder."""
