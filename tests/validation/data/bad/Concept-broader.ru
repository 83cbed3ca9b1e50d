# A broader concept as text.
INSERT DATA { method:dqn skos:broader "Q-learning" }
