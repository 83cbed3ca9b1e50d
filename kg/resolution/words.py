"""Words that decide whether two titles are those of one paper."""

from __future__ import annotations

STOPWORDS = frozenset((
    "a", "an", "and", "as", "at", "by", "for", "from", "in", "into", "is", "its", "of", "on",
    "or", "the", "to", "via", "with", "und", "der", "die", "das", "le", "la", "les", "de",
    "des", "du", "et", "el", "los", "las", "y",
))  # fmt: skip
"""Words that a title may lose or change unnoticed."""

NOTICES = frozenset((
    "erratum", "errata", "corrigendum", "corrigenda", "correction", "corrected", "retraction",
    "retracted", "reply", "response", "comment", "comments", "commentary", "rejoinder",
    "discussion", "addendum", "editorial", "preface", "foreword", "review", "supplement",
    "supplementary", "appendix",
))  # fmt: skip
"""Words that make another publication of the title that they stand beside."""

ATTACHED = frozenset((
    "erratum", "errata", "corrigendum", "corrigenda", "correction", "corrections", "retraction",
    "addendum", "supplement", "supplementary", "supplemental", "supporting", "appendix",
    "reply", "rejoinder",
))  # fmt: skip
"""Words at either end of a title that make it a text attached to a paper, and not the paper."""

NEGATIONS = frozenset((
    "not", "no", "non", "without", "beyond",
))  # fmt: skip
"""Words that turn a title into its contrary."""

CARDINALS = frozenset((
    "one", "two", "three", "four",
))  # fmt: skip
"""Numbers that a subtitle may begin or end with."""

INSTALMENTS = frozenset((
    "part", "volume", "vol", "chapter", "instalment", "episode",
))  # fmt: skip
"""Words of a subtitle that say which of several papers this is."""

OPPOSING = (
    "un", "in", "im", "ir", "il", "non", "dis", "anti", "semi", "self", "multi", "mono", "poly",
    "sub", "super", "hyper", "hypo", "macro", "micro", "intra", "inter", "extra", "ex", "de",
    "pre", "post", "pro", "homo", "hetero", "up", "down", "over", "under", "endo", "exo", "ab",
    "ad", "af", "ef", "on", "off", "bi",
)  # fmt: skip
"""Prefixes that make another word, often the contrary."""

RECURRING = frozenset((
    "abstract", "abstracts", "acknowledgement", "acknowledgements", "acknowledgments",
    "announcement", "announcements", "back", "book", "books", "bulletin", "calendar", "call",
    "cartoon", "chair", "chairs", "column", "committee", "conference", "contents", "cover",
    "current", "digest", "editor", "editorial", "editorials", "editors", "events", "front", "guest",
    "index", "institutional", "introduction", "invited", "issue", "issues", "journal", "keynote",
    "letter", "letters", "literature", "masthead", "matter", "meeting", "meetings", "member",
    "members", "message", "minutes", "news", "newsletter", "note", "notes", "obituary", "opening",
    "organizers", "overview", "papers", "preamble", "prelude", "president", "prologue",
    "received", "remarks", "report", "reports", "reviewers", "reviews", "secretary", "section",
    "site", "special", "speech", "table", "treasurer", "upcoming", "welcome", "workshop",
))  # fmt: skip
"""Words of columns that come back issue by issue: `Abstracts of Current Literature`."""
