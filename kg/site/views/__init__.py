"""What the pages of each kind of thing show: a view gathers it, a template lays it out."""
