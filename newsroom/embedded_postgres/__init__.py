"""A private PostgreSQL server that comes as a Python wheel, as a database backend of Django.

The server starts when a process first connects and stops when the last such process has ended, however it ended: each
process holds a shared lock (`flock`) on one file, which the kernel lets go with the process and which forked children
share, and a small keeper process stops the server once it can have that lock for itself.

The server listens on no network address, only on a socket in a folder of its owner's, and asks the kernel who connects.
Nothing outside this package knows which kind of database the archive has.
"""
