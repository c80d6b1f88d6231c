"""TOML records to one SQLite file, and where a current one is.

Owns the tables (schema.py), filling them (compile.py, document.py), reading the records (records.py) and finding or making a
current index (locate.py). Imports errors, codes and model alone.
"""
