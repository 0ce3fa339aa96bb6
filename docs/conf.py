"""How the documents are made into a site: `./check` builds it, and a link that leads nowhere stops it."""

project = "Heard"
language = "en_GB"
extensions = ["myst_parser"]
exclude_patterns: list[str] = []
# A heading is a place that a link may lead to, as it is for hosts of code.
myst_heading_anchors = 4
# Nothing is fetched from anywhere when a page is read.
html_theme = "furo"
html_title = "Heard"
html_show_sphinx = False
html_show_sourcelink = False
html_copy_source = False
