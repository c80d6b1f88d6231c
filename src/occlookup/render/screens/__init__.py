"""One module a command: its answer as a screen. Words and order are here; widths, colours and media are not."""
