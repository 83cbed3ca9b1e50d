# A task that is a method, too.
INSERT DATA { task:seeing-at-night a kg:Method }
