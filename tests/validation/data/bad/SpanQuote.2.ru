# A quote that is not the text at its offsets, in the title.
DELETE WHERE { quote:title-0-5 oa:exact ?o } ; INSERT DATA { quote:title-0-5 oa:exact "Q-Owl" }
