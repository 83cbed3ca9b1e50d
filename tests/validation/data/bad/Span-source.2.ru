# A span in a source that is not known by its digest.
DELETE DATA { source:s kg:sha256 "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef" }
