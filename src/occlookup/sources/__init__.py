"""Official releases to TOML records: the only way in which figures reach src/occlookup/data.

Owns reading the publishers' files (a module a release), building the records (build.py) and checking them (check/). Never
imported by the query layer or the renderers; needs the extra occlookup[import] for workbooks.
"""
