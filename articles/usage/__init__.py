"""What readers read and search for, counted by day without address, session or user.

A middleware sees every answer, also one that was kept whole or that said 304. What it counts is held in the process and
written in bulk a few seconds later, so that no request waits for it; a crash loses at most that.
"""
