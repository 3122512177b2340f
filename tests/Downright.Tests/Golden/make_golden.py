"""Writes pillow.jsonl, opencv.jsonl and torch.jsonl beside itself: what the real libraries make of small images.

Run it where Pillow, OpenCV and PyTorch are installed (Debian: python3-pil, python3-opencv, python3-torch). GoldenTests.cs makes the same source
images from the same generator and expects the same samples, so that a machine without the libraries checks them too.
"""

import base64
import json
import pathlib

import cv2
import numpy
import PIL
import torch
from PIL import Image

GEOMETRIES = [
    ((17, 13), (5, 7)),
    ((40, 30), (8, 6)),
    ((21, 29), (21, 3)),
    ((8, 6), (11, 9)),
    ((16, 16), (8, 8)),
    ((23, 9), (7, 10)),
    ((1, 1), (3, 2)),
    ((50, 2), (4, 1)),
    ((64, 48), (7, 5)),
    ((37, 21), (36, 2)),
]

PILLOW = {
    "nearest": Image.Resampling.NEAREST,
    "box": Image.Resampling.BOX,
    "linear": Image.Resampling.BILINEAR,
    "hamming": Image.Resampling.HAMMING,
    "cubic": Image.Resampling.BICUBIC,
    "lanczos": Image.Resampling.LANCZOS,
}

# INTER_NEAREST_EXACT is left out: OpenCV 4.7 changed it.
OPENCV = {
    "nearest": cv2.INTER_NEAREST,
    "linear": cv2.INTER_LINEAR,
    "linear-exact": cv2.INTER_LINEAR_EXACT,
    "cubic": cv2.INTER_CUBIC,
    "area": cv2.INTER_AREA,
    "lanczos4": cv2.INTER_LANCZOS4,
}

# PyTorch 1 has other coordinates of linear and cubic floats than PyTorch 2, and no bytes but of nearest.
TORCH = {
    "nearest": ("nearest", {}),
    "nearest-exact": ("nearest-exact", {}),
    "area": ("area", {}),
    "linear+antialias": ("bilinear", {"antialias": True, "align_corners": False}),
    "cubic+antialias": ("bicubic", {"antialias": True, "align_corners": False}),
}


def source(width, height, channels, seed):
    """A linear congruential generator's high bytes; black and white alone for odd seeds."""
    count, state, samples = width * height * channels, seed, []
    for _ in range(count):
        state = (state * 1664525 + 1013904223) % 2**32
        samples.append(state >> 24)
    image = numpy.array(samples, numpy.uint8).reshape(height, width, channels)
    return numpy.where(image < 128, 0, 255).astype(numpy.uint8) if seed % 2 else image


def pillow(profile, image, size):
    algorithm, *options = profile.split(":")[1].split("+")
    gap = float(options[0].removeprefix("gap=")) if options else None
    picture = Image.fromarray(image[:, :, 0] if image.shape[2] == 1 else image)
    return numpy.asarray(picture.resize(size, PILLOW[algorithm], reducing_gap=gap))


def opencv(profile, image, size):
    return cv2.resize(image, size, interpolation=OPENCV[profile.split(":")[1]])


def interpolate(profile, image, size):
    mode, arguments = TORCH[profile.split(":")[1]]
    planes = torch.from_numpy(image.copy()).permute(2, 0, 1).unsqueeze(0)
    scaled = torch.nn.functional.interpolate(planes, size=(size[1], size[0]), mode=mode, **arguments)
    return scaled[0].permute(1, 2, 0).numpy()


def write(name, library, version, profiles, scale, has_bytes=lambda profile: True):
    lines, seed = [json.dumps({"library": library, "version": version})], 0
    for profile in profiles:
        for size, target in GEOMETRIES:
            for channels in (1, 3, 4):
                for sample in ("byte", "float") if channels == 1 else ("byte",):
                    seed += 1
                    if sample == "byte" and not has_bytes(profile):
                        continue
                    image = source(*size, channels, seed)
                    if sample == "float":
                        image = image.astype(numpy.float32)
                    case = {"profile": profile, "source": f"{size[0]}x{size[1]}", "target": f"{target[0]}x{target[1]}"}
                    samples = numpy.ascontiguousarray(scale(profile, image, target)).tobytes()
                    case |= {"channels": channels, "seed": seed, "sample": sample, "output": base64.b64encode(samples).decode()}
                    lines.append(json.dumps(case))
    path = pathlib.Path(__file__).with_name(name)
    path.write_text("\n".join(lines) + "\n")


gaps = [f"pillow:{name}+gap=2" for name in PILLOW if name != "nearest"]
write("pillow.jsonl", "Pillow", PIL.__version__, [f"pillow:{name}" for name in PILLOW] + gaps, pillow)
write("opencv.jsonl", "OpenCV", cv2.__version__, [f"opencv:{name}" for name in OPENCV], opencv)
write("torch.jsonl", "PyTorch", torch.__version__, [f"torch:{name}" for name in TORCH], interpolate, lambda profile: "nearest" in profile)
