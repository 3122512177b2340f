// TensorFlow.js, answering on the pipe that peer.py describes.
"use strict";

const fs = require("node:fs");
const tf = require("@tensorflow/tfjs");

function read(count) {
  const bytes = Buffer.alloc(count);
  let filled = 0;
  while (filled < count) {
    const got = readSome(bytes, filled);
    if (got === 0) return null;
    filled += got;
  }
  return bytes;
}

function readSome(bytes, from) {
  for (;;) {
    try {
      return fs.readSync(0, bytes, from, bytes.length - from, null);
    } catch (e) {
      if (e.code === "EOF") return 0;
      if (e.code !== "EAGAIN") throw e;
    }
  }
}

function write(bytes) {
  for (let sent = 0; sent < bytes.length; ) {
    try {
      sent += fs.writeSync(1, bytes, sent);
    } catch (e) {
      if (e.code !== "EAGAIN") throw e;
    }
  }
}

// Math.round rounds halves up; TensorFlow's callers round them to even.
function halfEven(x) {
  const rounded = Math.round(x);
  return rounded - x === 0.5 && rounded % 2 !== 0 ? rounded - 1 : rounded;
}

async function main() {
  await tf.setBackend("cpu");
  const version = Buffer.from(tf.version.tfjs);
  const length = Buffer.alloc(4);
  length.writeInt32LE(version.length);
  write(Buffer.concat([length, version]));

  for (let header; (header = read(28)) !== null; ) {
    const [nameLength, size, width, height, channels, targetWidth, targetHeight] =
      new Int32Array(header.buffer, header.byteOffset, 7);
    const [library, algorithm] = read(nameLength).toString().split(":");
    const raw = read(width * height * channels * size);
    const samples = size === 1 ? Float32Array.from(raw) : new Float32Array(raw.buffer, raw.byteOffset, raw.length / 4);

    const resize = algorithm === "linear" ? tf.image.resizeBilinear : tf.image.resizeNearestNeighbor;
    const scaled = tf.tidy(() =>
      resize(tf.tensor4d(samples, [1, height, width, channels]), [targetHeight, targetWidth], false, library === "tensorflow").dataSync());
    write(size === 1 ? Buffer.from(Uint8Array.from(scaled, halfEven)) : Buffer.from(scaled.buffer, scaled.byteOffset, scaled.byteLength));
  }
}

main();
