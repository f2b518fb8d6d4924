"""Invented news pages in the manner of many systems and outlets, with what a person would keep of each.

Nothing here comes from a real page: markup follows the habits of widespread systems, texts are drawn by a seeded
generator. Half of the layouts are held out: rules may be tuned on the others only.
"""
