"use strict";
// Keeps what changes on a page up to date, by server-sent events; without it the page is loaded anew.
for (const live of document.querySelectorAll("[data-live]")) {
  const events = new EventSource(live.dataset.live);
  events.addEventListener("message", (event) => { live.innerHTML = event.data; });
  events.addEventListener("end", (event) => {
    live.innerHTML = event.data;
    events.close();
    // Where more than this part is another page then.
    if (live.dataset.then) location.replace(live.dataset.then);
  });
}

// Shows how far a file is uploaded; without it the browser tells.
for (const form of document.querySelectorAll("[data-upload]")) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const bar = form.querySelector("progress");
    const said = form.querySelector("[data-said]");
    const button = form.querySelector("button");
    const request = new XMLHttpRequest();
    const failed = (text) => { said.textContent = text; bar.hidden = true; button.disabled = false; };
    request.upload.addEventListener("progress", (step) => {
      bar.hidden = false;
      bar.max = step.total;
      bar.value = step.loaded;
      said.textContent = Math.floor((100 * step.loaded) / step.total) + " % uploaded";
    });
    request.addEventListener("load", () => {
      if (request.status < 400) {
        location.assign(request.responseURL);
        return;
      }
      const page = new DOMParser().parseFromString(request.responseText, "text/html");
      failed(page.querySelector("main p") ? page.querySelector("main p").textContent : "The file was refused.");
    });
    request.addEventListener("error", () => failed("The connection broke, or the file is too large. Nothing was kept."));
    button.disabled = true;
    request.open("POST", form.action);
    request.send(new FormData(form));
  });
}
