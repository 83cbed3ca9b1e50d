"""Make the weights of the extractor from annotated documents."""
