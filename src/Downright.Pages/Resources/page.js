"use strict";
// A magnifier over each picture: real pixels, enlarged without smoothing.
const zoom = 4;
for (const figure of document.querySelectorAll(".picture")) {
  const image = figure.querySelector("img");
  const lens = document.createElement("div");
  const canvas = lens.appendChild(document.createElement("canvas"));
  lens.className = "lens";
  lens.setAttribute("aria-hidden", "true");
  figure.append(lens);
  image.addEventListener("pointerleave", () => { lens.style.display = "none"; });
  image.addEventListener("pointermove", event => {
    lens.style.display = "block";
    const size = lens.clientWidth, context = canvas.getContext("2d");
    canvas.width = canvas.height = size;
    context.imageSmoothingEnabled = false;
    const scale = image.naturalWidth / image.clientWidth, seen = size / zoom;
    const x = event.offsetX * scale, y = event.offsetY * scale;
    context.drawImage(image, x - seen / 2, y - seen / 2, seen, seen, 0, 0, size, size);
    lens.style.left = `${image.offsetLeft + event.offsetX - size / 2}px`;
    lens.style.top = `${image.offsetTop + event.offsetY - size / 2}px`;
  });
}
