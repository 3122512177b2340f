"""The pipe that a peer answers on.

First the peer sends its version: a length and UTF-8. Then every question is seven little-endian 32-bit numbers (length
of the profile's name, bytes of a sample: 1 or 4, width, height, channels, target width, target height), the name in
UTF-8 and the samples, row by row; the answer is the scaled samples. The end of the input ends the peer.
"""

import struct
import sys

import numpy


def answer(version, scale):
    """Answers until the input ends. scale(name, image, (width, height)) takes and returns height x width x channels."""
    source, sink = sys.stdin.buffer, sys.stdout.buffer
    text = version.encode()
    sink.write(struct.pack("<i", len(text)) + text)
    sink.flush()
    while len(header := source.read(28)) == 28:
        length, size, width, height, channels, *target = struct.unpack("<7i", header)
        name = source.read(length).decode()
        image = numpy.frombuffer(source.read(width * height * channels * size), numpy.uint8 if size == 1 else numpy.float32)
        scaled = scale(name, image.reshape(height, width, channels), tuple(target))
        sink.write(numpy.ascontiguousarray(scaled).tobytes())
        sink.flush()
