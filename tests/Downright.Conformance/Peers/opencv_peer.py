"""OpenCV, answering on the pipe of peer.py."""

import cv2

from peer import answer

ALGORITHMS = {
    "nearest": cv2.INTER_NEAREST,
    "nearest-exact": cv2.INTER_NEAREST_EXACT,
    "linear": cv2.INTER_LINEAR,
    "linear-exact": cv2.INTER_LINEAR_EXACT,
    "cubic": cv2.INTER_CUBIC,
    "area": cv2.INTER_AREA,
    "lanczos4": cv2.INTER_LANCZOS4,
}


def scale(name, image, size):
    return cv2.resize(image, size, interpolation=ALGORITHMS[name.split(":")[1]])


cv2.ipp.setUseIPP(False)
answer(cv2.__version__, scale)
