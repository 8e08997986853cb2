"""Whether this computer can draw: asked of the system's own libraries, since VTK ends the process where it cannot.

VTK needs OpenGL 3.2. A picture is drawn through a display (GLX), through the graphics driver without one (EGL) or in
software alone (OSMesa), whichever VTK finds first; a window only through a display. Windows and macOS always have it,
or say so themselves.
"""

from __future__ import annotations

import ctypes
import os
import sys
from collections.abc import Callable
from ctypes import CFUNCTYPE, POINTER, byref, c_char_p, c_int, c_uint, c_void_p
from functools import cache
from typing import Any, Final

VERSION: Final = (3, 2)
"""Least version of OpenGL that VTK 9 draws with."""
BACKEND: Final = "VTK_DEFAULT_OPENGL_WINDOW"
"""Variable of the environment that tells VTK which kind of window to make."""
LACKING: Final = (
    "OpenGL 3.2 is missing, and nothing can be drawn without it: install the graphics driver, or Mesa to draw in "
    "software (on Debian and Ubuntu: libegl1 libgl1 libgl1-mesa-dri)"
)
NO_GLX: Final = (
    "the display {display} has no OpenGL: its X server lacks the extension GLX, as some servers for remote desktops do;"
    " pictures can be had without a window (dermatome-viewer snapshot -o OUT.png)"
)
# Numbers of the interfaces, from their published headers (egl.h, eglext.h, glx.h, glxext.h).
_EGL_PLATFORM_DEVICE, _EGL_SURFACE_TYPE, _EGL_PBUFFER_BIT = 0x313F, 0x3033, 0x0001
_EGL_RENDERABLE_TYPE, _EGL_OPENGL_BIT, _EGL_OPENGL_API, _EGL_NONE = 0x3040, 0x0008, 0x30A2, 0x3038
_EGL_CONTEXT = (0x3098, VERSION[0], 0x30FB, VERSION[1], 0x30FD, 1, _EGL_NONE)
"""Major and minor version, core profile."""
_GLX_CONTEXT = (0x2091, VERSION[0], 0x2092, VERSION[1], 0x9126, 1, 0)
_GLX_CONFIG = (0x8010, 0x1, 0x8011, 0x1, 0)
"""Drawn into windows, in colours."""
_MOST_DEVICES: Final = 16


def missing_for_window() -> str | None:
    """Say what the window lacks to draw, or None; where only software can draw, it is made to.

    An X server on another computer (``ssh -X``) mostly draws an OpenGL of old, and a window of ours stays black.
    """
    if not _is_asked() or _display_draws():
        return None
    before = {name: os.environ.get(name) for name in ("LIBGL_ALWAYS_SOFTWARE", "LIBGL_ALWAYS_INDIRECT")}
    os.environ["LIBGL_ALWAYS_SOFTWARE"] = "1"
    os.environ.pop("LIBGL_ALWAYS_INDIRECT", None)
    if _display_draws():
        return None
    for name, value in before.items():
        if value is None:
            os.environ.pop(name, None)
        else:
            os.environ[name] = value
    return LACKING if _display_has_glx() else NO_GLX.format(display=os.environ["DISPLAY"])


@cache
def missing_for_pictures() -> str | None:
    """Say what pictures lack, or None; VTK is told which way to take where its first choice would fail."""
    if not _is_asked() or BACKEND in os.environ or _display_draws():
        return None
    ways = (("vtkEGLRenderWindow", _driver_draws), ("vtkOSOpenGLRenderWindow", _software_draws))
    for window, draws in ways:
        if draws():
            os.environ[BACKEND] = window
            return None
    return LACKING


def _is_asked() -> bool:
    return sys.platform not in {"win32", "darwin", "cygwin"}


def _display_draws() -> bool:
    """Whether the display gives a context of this version that draws by itself, without sending each call to it."""
    try:
        x11, gl = ctypes.CDLL("libX11.so.6"), ctypes.CDLL("libGL.so.1")
        open_display, make = x11.XOpenDisplay, gl.glXGetProcAddressARB
    except (OSError, AttributeError):
        return False
    open_display.restype = make.restype = c_void_p
    display = c_void_p(open_display(None)) if os.environ.get("DISPLAY") else None
    if not display:
        return False
    # An X error would end the process: it is answered here and means no.
    handle = CFUNCTYPE(c_int, c_void_p, c_void_p)(lambda _display, _error: 0)
    x11.XSetErrorHandler.restype = c_void_p
    before = x11.XSetErrorHandler(handle)
    try:
        return _has_context(gl, display, x11.XDefaultScreen(display), make(b"glXCreateContextAttribsARB"))
    finally:
        x11.XSync(display, 0)
        x11.XSetErrorHandler(c_void_p(before))
        x11.XCloseDisplay(display)


def _display_has_glx() -> bool:
    """Whether the X server of the display knows of OpenGL at all; assumed if it cannot be asked."""
    try:
        x11 = ctypes.CDLL("libX11.so.6")
    except OSError:
        return True
    x11.XOpenDisplay.restype = c_void_p
    display = c_void_p(x11.XOpenDisplay(None)) if os.environ.get("DISPLAY") else None
    if not display:
        return True
    known = bool(x11.XQueryExtension(display, b"GLX", byref(c_int()), byref(c_int()), byref(c_int())))
    x11.XCloseDisplay(display)
    return known


def _has_context(gl: Any, display: c_void_p, screen: int, address: int | None) -> bool:
    gl.glXChooseFBConfig.restype = POINTER(c_void_p)
    count = c_int()
    configs = gl.glXChooseFBConfig(display, screen, _numbers(_GLX_CONFIG), byref(count))
    if not address or not configs or not count.value:
        return False
    create = CFUNCTYPE(c_void_p, c_void_p, c_void_p, c_void_p, c_int, POINTER(c_int))(address)
    context = create(display, configs[0], None, 1, _numbers(_GLX_CONTEXT))
    if not context:
        return False
    direct = bool(gl.glXIsDirect(display, c_void_p(context)))
    gl.glXDestroyContext(display, c_void_p(context))
    return direct


def _driver_draws() -> bool:
    """Whether a graphics driver, which may draw in software, gives a context without a display."""
    try:
        egl = ctypes.CDLL("libEGL.so.1")
        devices = _extension(egl, b"eglQueryDevicesEXT", c_uint, c_int, POINTER(c_void_p), POINTER(c_int))
        of_device = _extension(egl, b"eglGetPlatformDisplayEXT", c_void_p, c_uint, c_void_p, c_void_p)
    except (OSError, AttributeError):
        return False
    found, count = (c_void_p * _MOST_DEVICES)(), c_int()
    if devices is None or of_device is None or not devices(_MOST_DEVICES, found, byref(count)):
        return False
    return any(_draws(egl, of_device(_EGL_PLATFORM_DEVICE, found[number], None)) for number in range(count.value))


def _draws(egl: Any, at: int | None) -> bool:
    display, config, count = c_void_p(at), c_void_p(), c_int()
    if not egl.eglInitialize(display, None, None):
        return False
    egl.eglBindAPI(_EGL_OPENGL_API)
    wanted = _numbers((_EGL_SURFACE_TYPE, _EGL_PBUFFER_BIT, _EGL_RENDERABLE_TYPE, _EGL_OPENGL_BIT, _EGL_NONE))
    egl.eglChooseConfig(display, wanted, byref(config), 1, byref(count))
    egl.eglCreateContext.restype = c_void_p
    context = egl.eglCreateContext(display, config, None, _numbers(_EGL_CONTEXT)) if count.value else None
    if context:
        egl.eglDestroyContext(display, c_void_p(context))
    egl.eglTerminate(display)
    return bool(context)


def _software_draws() -> bool:
    """Whether there is a library that draws in memory alone."""
    for name in ("libOSMesa.so.8", "libOSMesa.so"):
        try:
            ctypes.CDLL(name)
        except OSError:
            continue
        return True
    return False


def _extension(egl: Any, name: bytes, *shape: Any) -> Callable[..., Any] | None:
    egl.eglGetProcAddress.restype = c_void_p
    egl.eglGetProcAddress.argtypes = [c_char_p]
    address = egl.eglGetProcAddress(name)
    return CFUNCTYPE(*shape)(address) if address else None


def _numbers(values: tuple[int, ...]) -> Any:
    return (c_int * len(values))(*values)
