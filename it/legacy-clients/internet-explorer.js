// What the transport htmlfile needs of Internet Explorer: above all a document of its own, beside the page.
globalThis.ActiveXObject = function () {
  const frame = document.createElement("iframe");
  frame.style.display = "none";
  document.body.appendChild(frame);
  const page = frame.contentDocument;
  page.parentWindow = frame.contentWindow;
  // Writing replaced nothing there; here it would replace the window that the transport has just been given.
  page.open = page.write = page.close = () => {};
  return page;
};
globalThis.CollectGarbage = () => {};
globalThis.attachEvent = (name, listener) => addEventListener(name.slice(2), listener);
