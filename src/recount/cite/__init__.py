"""References to a page or a claim, in the styles that reports use."""
