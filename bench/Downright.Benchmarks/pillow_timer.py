"""Times Pillow. Lines in: "profile width height target_width target_height" and then the RGB bytes, or "time"."""

import sys
import time

import PIL
from PIL import Image

FILTERS = {
    "nearest": Image.Resampling.NEAREST,
    "box": Image.Resampling.BOX,
    "linear": Image.Resampling.BILINEAR,
    "hamming": Image.Resampling.HAMMING,
    "cubic": Image.Resampling.BICUBIC,
    "lanczos": Image.Resampling.LANCZOS,
}

print(PIL.__version__, flush=True)
while line := sys.stdin.buffer.readline().decode().split():
    if line == ["time"]:
        start = time.perf_counter_ns()
        image.resize(size, resampling, reducing_gap=gap)
        print((time.perf_counter_ns() - start) / 1e6, flush=True)
    else:
        algorithm, *options = line[0].split(":")[1].split("+")
        width, height, *size = map(int, line[1:])
        resampling, gap = FILTERS[algorithm], float(options[0].removeprefix("gap=")) if options else None
        image = Image.frombytes("RGB", (width, height), sys.stdin.buffer.read(width * height * 3))
