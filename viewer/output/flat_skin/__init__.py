"""The skin of one side laid flat: where its places lie, what stands on it, and the page to print."""
