"""What of a file is taken as text: the whole of a text, the main text of a page, the lines of a PDF."""

from recount.intake.read import take
from recount.intake.taken import STDIN, Taken, keep

__all__ = ["STDIN", "Taken", "keep", "take"]
