"""The SHACL engines behind one function."""
