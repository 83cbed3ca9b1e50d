# A list of a method.
INSERT DATA { source:s schema:about method:dqn }
