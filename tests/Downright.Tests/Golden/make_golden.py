"""Writes pillow.jsonl, opencv.jsonl and torch.jsonl beside itself: what the real libraries make of small images.

Run it where Pillow and OpenCV are installed (Debian: python3-pil, python3-opencv), with DOWNRIGHT_LIBTORCH naming the
folder of libtorch_cpu.so (runtimes/linux-x64/native of the NuGet package libtorch-cpu-linux-x64 2.10.0). GoldenTests.cs makes the same source
images from the same generator and expects the same samples, so that a machine without the libraries checks them too.
"""

import base64
import ctypes
import json
import os
import pathlib

import cv2
import numpy
import PIL
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

TORCH = {
    "nearest": "upsample_nearest2d",
    "nearest-exact": "_upsample_nearest_exact2d",
    "linear": "upsample_bilinear2d",
    "cubic": "upsample_bicubic2d",
    "area": "adaptive_avg_pool2d",
    "linear+antialias": "_upsample_bilinear2d_aa",
    "cubic+antialias": "_upsample_bicubic2d_aa",
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


class LibTorch:
    """PyTorch's C interface: an operator is called by its name, with a stack of values that its result replaces."""

    def __init__(self, folder):
        for dependency in [*folder.glob("libgomp*.so*"), folder / "libc10.so"]:
            ctypes.CDLL(str(dependency), ctypes.RTLD_GLOBAL)
        self.library = ctypes.CDLL(str(folder / "libtorch_cpu.so"))
        self.library.aoti_torch_abi_version.restype = ctypes.c_uint64
        self.abi = self.library.aoti_torch_abi_version()
        self.version = ".".join(str(self.abi >> shift & 255) for shift in (56, 48, 40))

    def call(self, name, *arguments):
        assert getattr(self.library, name)(*arguments) == 0, name

    def interpolate(self, profile, image, size):
        operator = TORCH[profile.split(":")[1]]
        planes = numpy.ascontiguousarray(image.transpose(2, 0, 1))
        shape = (ctypes.c_int64 * 4)(1, *planes.shape)
        strides = (ctypes.c_int64 * 4)(planes.size, planes.shape[1] * planes.shape[2], planes.shape[2], 1)
        kind = self.library.aoti_torch_dtype_uint8() if image.dtype == numpy.uint8 else self.library.aoti_torch_dtype_float32()
        tensor, sides, data, steps = (ctypes.c_void_p() for _ in range(4))
        self.call("aoti_torch_create_tensor_from_blob", planes.ctypes.data_as(ctypes.c_void_p), ctypes.c_int64(4), shape, strides, ctypes.c_int64(0), kind, 0, 0, ctypes.byref(tensor))
        self.call("torch_new_list_reserve_size", ctypes.c_size_t(2), ctypes.byref(sides))
        for side in reversed(size):
            self.call("torch_list_push_back", sides, ctypes.c_uint64(side))

        # After the size: align_corners for the interpolations, two scales for all but pooling; 0 is false and none.
        stack = (ctypes.c_uint64 * 5)(tensor.value, sides.value, 0, 0, 0)
        self.call("torch_call_dispatcher", f"aten::{operator}".encode(), b"", stack, ctypes.c_uint64(self.abi))
        scaled = ctypes.c_void_p(stack[0])
        self.call("aoti_torch_get_data_ptr", scaled, ctypes.byref(data))
        self.call("aoti_torch_get_strides", scaled, ctypes.byref(steps))
        steps = ctypes.cast(steps, ctypes.POINTER(ctypes.c_int64))
        view = numpy.lib.stride_tricks.as_strided(
            numpy.ctypeslib.as_array(ctypes.cast(data, ctypes.POINTER(ctypes.c_uint8 if image.dtype == numpy.uint8 else ctypes.c_float)), (1,)),
            (size[1], size[0], planes.shape[0]),
            [steps[axis] * image.itemsize for axis in (2, 3, 1)])
        copy = view.copy()
        self.call("aoti_torch_delete_tensor_object", scaled)
        return copy


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
torch = LibTorch(pathlib.Path(os.environ["DOWNRIGHT_LIBTORCH"]))
write("torch.jsonl", "PyTorch", torch.version, [f"torch:{name}" for name in TORCH], torch.interpolate, lambda profile: profile != "torch:area")
