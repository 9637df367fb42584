"""How the notebooks and pages become the book."""
