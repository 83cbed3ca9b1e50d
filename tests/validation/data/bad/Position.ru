# A position with a property that is none of its own.
INSERT DATA { position:title-0-5 oa:exact "𝒬-Owl" }
