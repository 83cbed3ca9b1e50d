# A label that is preferred and alternative.
INSERT DATA { method:dqn skos:altLabel "DQN"@en }
