// Runs in every frame before anything of its page: whoever calls these has run a script.
(() => {
  const tell = window.salonRan;
  const say = (what) => tell(what + ' in ' + location.href);
  for (const name of ['alert', 'confirm', 'prompt', 'print', 'open', 'fetch']) {
    window[name] = () => say(name);
  }
  let title = '';
  Object.defineProperty(Document.prototype, 'title', { get: () => title, set: () => say('title') });
  document.write = document.writeln = () => say('write');
})();
