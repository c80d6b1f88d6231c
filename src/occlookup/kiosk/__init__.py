"""The shell of a public terminal: a counselor and a client, or a client alone, and nothing of them left when they go.

Owns its own loop, its own list of words and the terminal while it runs. Asks the catalog and shows what render/ makes of the
answers. No Typer, no other program, no file that a person names; standard library only, POSIX terminals only.
"""
