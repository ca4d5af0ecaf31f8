"""What readers report, gathered in tickets."""

from corrections.reports import Report
from corrections.tickets import Kind, State, Suggestion, Ticket

__all__ = ["Kind", "Report", "State", "Suggestion", "Ticket"]
