"""Wrong-looking places of an article, each with what it might be meant as: for an editor to accept or leave. Pure."""
