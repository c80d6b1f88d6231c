"""A result becomes text: a terminal's screen, plain lines, JSON. The only place with a Console.

Owns presentation. A screen (screens/) turns a result into blocks (blocks.py); a renderer turns blocks into text:
terminal.py with rich, columns.py without it for long listings, plain.py for screen readers and pipes. json_text.py serves
scripts and imports neither.
Renderers return text and do no input or output.
"""
