"""A center's own records: read safely, checked, and merged into a copy of the index in use.

Owns the layout of the files (docs/own-records.md) and what becomes of them in the index. Nothing here alters a published
figure.
"""
