# Two preferred labels in one language.
INSERT DATA { method:dqn skos:prefLabel "DQN agent"@en }
