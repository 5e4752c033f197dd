"use strict";
// The hall: one frame for each release. Frames speak for themselves; this page only tells them all to say something.
const EXHIBITS = [
  ["0.6.17", "2011", "xhr-polling"],
  ["0.7.11", "2011", "websocket"],
  ["0.8.7", "2011", "jsonp-polling"],
  ["0.9.17", "2014", "websocket"],
  ["1.0.6", "2014", "polling"],
  ["1.3.7", "2015", "websocket"],
  ["1.7.4", "2017", "jsonp"],
  ["2.5.0", "2022", "upgrade"],
  ["3.1.3", "2021", "polling"],
  ["4.8.4", "today", "upgrade"],
];

const hall = document.getElementById("hall");
for (const [version, year, transport] of EXHIBITS) {
  const frame = document.createElement("iframe");
  frame.src = "exhibit.html?" + new URLSearchParams({ version, year, transport });
  frame.title = "Client " + version;
  hall.append(frame);
}

document.getElementById("all").addEventListener("submit", (event) => {
  event.preventDefault();
  const field = document.getElementById("text");
  const text = field.value.trim();
  if (text !== "") {
    for (const frame of hall.children) {
      frame.contentWindow.postMessage({ say: text }, location.origin);
    }
    field.value = "";
  }
});
