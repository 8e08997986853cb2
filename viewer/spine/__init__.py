"""The spine: the chosen lesion in words, the way of a root to its last branch, healthy beside affected.

A scene (data, options) = a lesion (geometry, words) = a pinch (in the window).
"""
