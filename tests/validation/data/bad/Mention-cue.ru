# Two cues.
INSERT DATA { mention:abstract-31-34 kg:cue "at night" }
