"use strict";
// Keeps what changes on a page up to date, by server-sent events; without it the page is loaded anew.
for (const live of document.querySelectorAll("[data-live]")) {
  const events = new EventSource(live.dataset.live);
  events.addEventListener("message", (event) => { live.innerHTML = event.data; });
  events.addEventListener("end", (event) => { live.innerHTML = event.data; events.close(); });
}
