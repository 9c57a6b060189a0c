"""What `bench_archive` and `bench` are made of: an archive of any size, and the clocks that measure one."""
