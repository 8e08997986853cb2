"""Plain arithmetic of the flat charts of the skin: polygons, the seams between charts, looking a map up at a place.

A place is (t, phi): t runs down a segment from 0 to 1, phi round it in degrees. The program and the checks use it at
run time, and so do those who trace the maps.
"""
