"""剪报: the basket of articles that a reader picks, and the volume made of it."""
