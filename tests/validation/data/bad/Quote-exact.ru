# A quote with a language tag.
DELETE WHERE { quote:title-0-5 oa:exact ?o } ; INSERT DATA { quote:title-0-5 oa:exact "𝒬-Owl"@en }
