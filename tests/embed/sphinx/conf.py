"""Two pages with the calculator: one in each language that Sphinx reads."""

project = "Site"
extensions = ["myst_parser"]
html_theme = "furo"
