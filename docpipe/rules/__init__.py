"""Documents -> the target and topic of each section, by rule, with the reason; or the rules that would fit them."""

from docpipe.rules.assignment import assign
from docpipe.rules.draft import draft
from docpipe.rules.proposal import Proposal, propose

__all__ = ["Proposal", "assign", "draft", "propose"]
