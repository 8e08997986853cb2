"""How the close-ups cut the spine open on the body at hand: where the planes lie, and what they cut."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

import numpy as np

from viewer.appearance.values import Appearance
from viewer.scene.cutting import CUT_BONE, CUT_PLAIN, WHOLE, CutShape, Opened
from viewer.scene.layer_actor import LayerActor

from .actor import LesionActor, LesionLayer
from .cut_lids import CutLids

if TYPE_CHECKING:
    from meshes.body import Body
    from meshes.lesion.frame import DiscFrame
    from meshes.mesh import LayerMesh


BEHIND_WALL_MM: Final = 7.0
"""From behind, arches are cut off this far behind the back of the vertebral bodies: through the pedicles."""
BESIDE_MM: Final = 3.2
"""From the side, the cut lies this far outside the pressed root."""
THROUGH_MM: Final = -1.5
"""The same where a foramen is narrow: through the root, so that the keyhole and what is left of it are seen."""
NERVES_MM: Final = 1.5
"""Nerves are cut this much nearer to the viewer than bone, or a root beside the cut would look cut through."""
STUMP_MM: Final = 9.0
"""From above, nerves keep this much above the disc."""
LIFT_MM: Final = 3.0
"""Where no lesion is on, a disc is closed this much nearer than it lies: endplates touch its far side."""
DISC: Final = "intervertebral_disc_"


class Cuts:
    """Cuts layers open for an appearance; measures the discs of each body once."""

    def __init__(self) -> None:
        self._body: Body | None = None
        self._frames: dict[str, DiscFrame] = {}
        self._walls: tuple[CutShape | None] | None = None
        self.lids = CutLids()

    def apply(
        self, appearance: Appearance, body: Body, layers: Sequence[LayerActor], lesion: LesionActor | None
    ) -> None:
        """Cut every layer as the appearance says, or make all whole again."""
        self.measure(body)
        if lesion is not None:
            lesion.section.actor.SetVisibility(appearance.cut == "above" and appearance.layers["bones"].visible)
        self.cut(appearance, layers, lesion)
        self._close(appearance, body, layers, lesion)

    def _close(
        self, appearance: Appearance, body: Body, layers: Sequence[LayerActor], lesion: LesionActor | None
    ) -> None:
        """Give the healthy spine real cut faces from the side; those of a lesion are painted, since they change."""
        bones = [layer for layer in layers if layer.layer.layer == "bones" and layer.visible]
        shape = self._laid(appearance, "bones", None, None) if appearance.cut == "side" and lesion is None else None
        if shape is None or not bones:
            self.lids.hide()
            return
        keys = [key for layer in bones for key, number in layer.number.items() if number in layer.visible]
        self.lids.show(body, shape, keys, self._frame)

    def measure(self, body: Body) -> None:
        """Use this body from now on."""
        if body is not self._body:
            self._body, self._frames, self._walls = body, {}, None

    def cut(
        self,
        appearance: Appearance,
        layers: Sequence[LayerActor],
        lesion: LesionActor | None,
        *,
        at_rest: bool = False,
    ) -> None:
        """Cut layers of the body that :meth:`apply` was last given; ``at_rest`` those that no lesion has moved."""
        opened = None if lesion is None else lesion.opened
        for layer in layers:
            whole = np.full(len(layer.number), WHOLE, dtype=np.uint8)
            touched = not at_rest and isinstance(layer, LesionLayer)
            shape = self.shape(appearance, layer.layer, opened, moves=not at_rest, touched=touched)
            if shape is not None:
                for key, number in layer.number.items():
                    whole[number] = self.code(appearance, layer.layer.layer, key)
            layer.cut_open(shape, whole)
            if isinstance(layer, LesionLayer) and layer.layer.layer == "bones" and shape is not None:
                layer.spare_marked(appearance.cut == "above")

    @staticmethod
    def code(appearance: Appearance, layer: str, key: str) -> int:
        """Say how a structure is cut: one of :data:`CUT_BONE`, :data:`CUT_PLAIN`, :data:`WHOLE`."""
        if layer == "nerves":
            return CUT_PLAIN
        if appearance.cut == "back":
            return WHOLE if DISC in key or "nucleus" in key else CUT_BONE
        return CUT_PLAIN if DISC in key or "nucleus" in key or layer != "bones" else CUT_BONE

    def shape(
        self, appearance: Appearance, layer: LayerMesh, lesion: Opened | None, *, moves: bool, touched: bool
    ) -> CutShape | None:
        """Say what is cut away of a layer.

        Parameters
        ----------
        appearance : Appearance
        layer : LayerMesh
            Of the body that was measured last, or of the lesion on it.
        lesion : Opened, optional
            The lesion shown.
        moves : bool
            Whether the lesion has moved what it touches; False for the healthy body beside it.
        touched : bool
            Whether the layer is the lesion's own.

        Returns
        -------
        CutShape or None
            None where it stays whole.
        """
        if appearance.cut is None:
            return None
        moving = lesion if moves else None
        shape = self._laid(appearance, layer.layer, lesion, moving)
        rides = moving is not None and touched and not moving.riding.isdisjoint(layer.keys)
        if shape is not None and appearance.cut == "back" and moving is not None and rides:
            return shape.moved(moving.move)
        return shape

    def _laid(
        self, appearance: Appearance, layer: str, lesion: Opened | None, moving: Opened | None
    ) -> CutShape | None:
        nerves = layer == "nerves"
        level = appearance.camera.level
        if appearance.cut == "back":
            if self._walls is None:
                self._walls = (self._arches(),)
            return None if nerves else self._walls[0]
        frame = self._frame(DISC + level)
        if frame is None:
            return None
        # A lesion's own disc needs none: from above its face is drawn; from the side a healthy spine has faces, too.
        lift = LIFT_MM if lesion is None and not nerves and appearance.cut == "above" else 0.0
        if appearance.cut == "side":
            sign = 1.0 if appearance.camera.side == "right" else -1.0
            at, nearer = 0.0, 0.0 if lesion is not None and lesion.narrow else NERVES_MM
            if lesion is not None and not lesion.central:
                at = abs(lesion.middle[0]) + (THROUGH_MM if lesion.narrow else BESIDE_MM)
            return CutShape((sign, 0.0, 0.0, -(at + (nearer if nerves else 0.0))), lift=lift)
        up = frame.axes[2]
        moved = 0.0 if moving is None else float(up @ np.array(moving.lift))
        over = float(up @ frame.centre) + moved + (STUMP_MM if nerves else 0.0)
        return CutShape((float(up[0]), float(up[1]), float(up[2]), -over), lift=lift)

    def _frame(self, key: str) -> DiscFrame | None:
        from meshes.lesion.frame import disc_frame

        assert self._body is not None
        if key not in self._frames and key in self._body.structures:
            self._frames[key] = disc_frame(self._body.part(key))
        return self._frames.get(key)

    def _arches(self) -> CutShape | None:
        """Lay a curved plane along the backs of the lumbar bodies."""
        assert self._body is not None
        frames = [frame for key in self._body.structures if key.startswith(DISC) and (frame := self._frame(key))]
        if len(frames) < 3:
            return None
        back = np.array([[0.0, -1.0, 0.0]])
        walls = np.array([frame.world(back * frame.rim(back)[0])[0] for frame in frames])
        level = float(walls[:, 2].mean())
        bend, slope, start = np.polyfit(walls[:, 2] - level, walls[:, 1], 2)
        start -= BEHIND_WALL_MM
        return CutShape((0.0, -1.0, float(slope), float(start - slope * level)), float(bend), level)
