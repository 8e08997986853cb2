"""Search: everything that can be found, typed words matched with it, and warning signs meant by what was typed."""
