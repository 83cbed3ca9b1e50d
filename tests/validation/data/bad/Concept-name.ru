# A method with two names.
INSERT DATA { method:dqn schema:name "Deep Q-Network" }
