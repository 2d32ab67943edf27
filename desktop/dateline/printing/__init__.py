"""Printing: what goes on the pages, as data; Typst sets them; the PDF goes to a file or to paper."""
