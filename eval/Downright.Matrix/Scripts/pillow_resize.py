"""Scales a PNG file to another with Pillow: pillow_resize.py CALL IN OUT WIDTH HEIGHT."""

import sys

from PIL import Image

call, source, target, *size = sys.argv[1:]
width, height = size = tuple(map(int, size))
image = Image.open(source)
resize = {name.lower(): getattr(Image.Resampling, name.upper()) for name in ("nearest", "box", "bilinear", "hamming", "bicubic", "lanczos")}
if call == "thumbnail":
    image.thumbnail(size)
elif call.startswith("transform+"):
    image = image.transform(size, Image.Transform.AFFINE, (image.width / width, 0, 0, 0, image.height / height, 0), resize[call.split("+")[1]])
elif call.endswith("+gap"):
    image = image.resize(size, resize[call.split("+")[0]], reducing_gap=2.0)
else:
    image = image.resize(size, resize[call])
image.save(target)
