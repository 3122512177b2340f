"use strict";
const element = id => document.getElementById(id);
const participant = sessionStorage.getItem("participant") ?? crypto.randomUUID();
sessionStorage.setItem("participant", participant);
let current = null;

async function next() {
  const response = await fetch(`next?participant=${encodeURIComponent(participant)}`);
  current = await response.json();
  const done = current.index === undefined;
  element("progress").textContent = `${current.answered} of ${current.total} answered`;
  element("question").hidden = done;
  element("done").hidden = !done;
  if (done) return;
  element("image").src = `images/${current.index}`;
  element("labels").replaceChildren(...current.labels.map(text => {
    const label = document.createElement("label"), box = document.createElement("input");
    box.type = "checkbox";
    box.value = text;
    label.append(box, " ", text);
    return label;
  }));
}

element("question").addEventListener("submit", async event => {
  event.preventDefault();
  const visible = [...element("labels").querySelectorAll("input:checked")].map(box => box.value);
  try {
    const response = await fetch("answers", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ participant, index: current.index, visible }),
    });
    element("error").hidden = response.ok;
    if (response.ok) await next();
  } catch {
    element("error").hidden = false;
  }
});

next();
