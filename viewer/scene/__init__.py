"""The picture: PyVista actors that follow an :class:`viewer.appearance.values.Appearance`.

:class:`~viewer.scene.body_scene.BodyScene` puts the rooms together: names (``labels``) stand on the painted ``skin``
and on the ``lesion``, which are drawn with what lies here.
"""
