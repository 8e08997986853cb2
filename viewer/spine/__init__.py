"""The spine: lesions as chosen, the way of a root to its last branch, healthy beside affected."""
