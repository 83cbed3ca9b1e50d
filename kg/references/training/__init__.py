"""What makes the weights by which references are parsed; no part of it runs while lists are read."""
