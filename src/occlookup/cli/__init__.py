"""The commands: parse, ask the catalog, render. The only place with Typer.

Owns the command line. A module a command, each a few lines deep; main.py has the one error boundary.
"""
