"""Lists that people keep as free text: pages, CVs and the references of papers.

A container (Markdown, HTML, LaTeX, …) becomes blocks of text, blocks become entries, and entries
become papers; each character keeps its offset in the source.
"""
