"""报错: the form by which readers report what is wrong, and the page that tells them what became of it."""
