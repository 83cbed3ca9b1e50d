"""The words that lists have for what a record does not tell: kinds of theses and reports, what is undated."""

from __future__ import annotations

MONTHS = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
]  # fmt: skip
UNDATED = ("in press", "(in press)", "forthcoming", "n.d.", "to appear", "submitted", "(s. d.)")
THESES = [
    "PhD thesis", "Ph.D. thesis", "Ph.D. dissertation", "Doctoral dissertation", "Master's thesis", "Diss.", "Diploma thesis", "MSc thesis", "Dissertation", "(Unpublished doctoral dissertation)",
]  # fmt: skip
REPORTS = [
    "Technical Report", "Tech. Rep.", "Technical report", "Working Paper", "Research Report", "Report", "Internal report", "Memo", "Technical Memo", "Discussion Paper",
]  # fmt: skip
SAME = ("———", "______", "—", "-----", "––––")
"""What stands for the names of the entry before."""
VOLUMES = ("vols.", "vols", "volumes", "Bde.", "tomes")
GENRES = (
    "DVD", "Motion picture", "Report", "Policy brief", "working paper", "exhibition catalogue", "Review", "Poster",
    "Kindle edition", "Special issue", "Unpublished manuscript", "Web", "Electronic version", "Letter to the editor",
    "Policy Brief 2012-3", "Report No. 147", "conference presentation", "manuscript", "CD-ROM", "Audio podcast",
)  # fmt: skip
WITH_GENRE = (" [{}]", " ({})", ", {}", ". {}")
SPOKEN = (
    "Personal communication",
    "personal communication",
    "Private communication",
    "(personal communication)",
)
LETTERS = ("CS", "UCB", "MSR", "AI", "CMU-CS", "TR")
