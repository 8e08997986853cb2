"""The skin of one side laid flat, on a sheet of paper."""
