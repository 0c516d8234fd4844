// Looks through the pages in the frames of a wall. Nothing is asked of a page's own objects, which a form may hide.
async (inspect) => {
  const of = (type, name) => {
    const get = Object.getOwnPropertyDescriptor(type.prototype, name).get;
    return (object) => get.call(object);
  };
  const attributes = of(Element, 'attributes');
  const tagOf = of(Element, 'localName');
  const all = (root, selector) => [...Element.prototype.querySelectorAll.call(root, selector)];
  const one = (root, selector) => Element.prototype.querySelector.call(root, selector);
  const within = (element, selector) => Element.prototype.closest.call(element, selector);
  const rootOf = of(Document, 'documentElement');

  const TAGS = new Set(('a abbr article aside b bdi blockquote body br button code details div em footer form h1 h2 h3 head header hr '
    + 'html i img input label li link main mark meta nav ol option p path pre rect s select small span strong sub summary sup svg table tbody td '
    + 'text tfoot th thead time title tr u ul caption cite dd dfn dl dt h4 h5 h6 ins kbd q samp sub var').split(' '));
  const ATTRIBUTES = new Set(('href src alt title class dir lang datetime rel type loading role scope colspan rowspan hidden width height '
    + 'tabindex open start target rel content charset name action value maxlength placeholder inputmode id viewBox preserveAspectRatio x y d').split(' '));
  // A mail in its sender's formatting, in a document of its own, may look as it likes, but not leave its place.
  const ORIGINAL = /\/original\//;
  const LOOKS_TAGS = new Set('address big center col colgroup del figcaption figure font section strike style tt'.split(' '));
  const LOOKS = new Set('style align valign bgcolor border cellpadding cellspacing hspace vspace color face size'.split(' '));
  const IDS = /^(main|y?[0-9]{1,9}|[A-Z2-7]{32})$/;
  const METAS = ['viewport', 'robots'];
  const LINKS = ['canonical', 'alternate', 'icon', 'stylesheet'];
  const FIELDS = ['q', 'from', 'to', 'subject', 'after', 'before'];
  const CHOICES = ['has'];
  const SANDBOXED = /\/raw(\?|$)|\/part\/|\/original\//;
  const OURS = '.skip, .hidden, .same, .aside, .aside *';

  const look = (frame, found) => {
    const root = rootOf(frame.contentDocument);
    const view = frame.contentWindow;
    const host = new URL(frame.src).host;
    const original = ORIGINAL.test(frame.src);
    for (const element of [root, ...all(root, '*')]) {
      const tag = tagOf(element);
      const has = new Map([...attributes(element)].map((a) => [a.name, a.value]));
      const say = (what) => found.push(what + ' on <' + tag + '>');
      if (!TAGS.has(tag) && !(original && LOOKS_TAGS.has(tag))) say('element');
      if (tag === 'style' && !within(element, 'head')) say('style');
      for (const [name, value] of has) {
        if (!ATTRIBUTES.has(name) && !name.startsWith('aria-') && !(original && LOOKS.has(name))) say('attribute ' + name);
        if (name === 'href' || name === 'src' || name === 'action') {
          let url;
          try { url = new URL(value, frame.src); } catch (unreadable) { continue; }
          const inline = url.protocol === 'data:' && tag === 'img' && /^data:image\/(png|jpeg|gif|webp)/.test(value);
          if (!['http:', 'https:', 'mailto:'].includes(url.protocol) && !inline) say(name + ' ' + url.protocol);
          if ((name !== 'href' || tag === 'link') && url.host !== host && !inline) say('foreign ' + name);
        }
      }
      if (has.has('id') && !IDS.test(has.get('id'))) say('id ' + has.get('id'));
      if (has.has('name') && !(tag === 'meta' ? METAS : tag === 'input' ? FIELDS : tag === 'select' ? CHOICES : []).includes(has.get('name'))) say('name');
      if (tag === 'link' && !(LINKS.includes(has.get('rel')) && within(element, 'head'))) say('link');
      if (tag === 'meta' && !within(element, 'head')) say('meta');
      if (['form', 'input', 'select', 'option', 'button', 'svg'].includes(tag) && within(element, '.body, .nested, .files')) say('mail');
      if (tag === 'form' && !/^\/(([a-z0-9-]+\/)?search)?$/.test(has.get('action'))) say('action');
      const style = view.getComputedStyle(element);
      if (!['static', 'relative'].includes(style.position) && !within(element, OURS)) say('position ' + style.position);
      if (style.animationName !== 'none') say('animation');
    }
    const bar = one(root, 'header.bar a');
    if (bar) {
      const box = bar.getBoundingClientRect();
      const top = frame.contentDocument.elementFromPoint(box.left + Math.min(4, box.width / 2), box.top + box.height / 2);
      if (!top || !within(top, 'header.bar')) found.push('overlay on the bar');
    }
    return all(root, '*').length;
  };

  const touch = (frame) => {
    const document = frame.contentDocument;
    const view = frame.contentWindow;
    const root = rootOf(document);
    view.addEventListener('click', (event) => {
      const link = event.target.closest('a, area');
      const address = link && (link.getAttribute('href') || link.getAttribute('xlink:href')) || '';
      if (!/^[\s\x00-\x20]*j[\s]*a[\s]*v/i.test(address)) event.preventDefault();
    }, true);
    view.addEventListener('submit', (event) => event.preventDefault(), true);
    for (const element of all(root, 'body *').slice(0, 4000)) {
      for (const kind of ['pointerover', 'mouseover', 'mousedown', 'focus', 'keydown', 'click']) {
        const type = kind === 'focus' ? view.FocusEvent : view.MouseEvent;
        try { element.dispatchEvent(new type(kind, { bubbles: true, cancelable: true, view })); } catch (clobbered) { }
      }
    }
  };

  const submit = (frame) => {
    for (const form of all(rootOf(frame.contentDocument), 'form')) {
      try { frame.contentWindow.HTMLFormElement.prototype.submit.call(form); } catch (refused) { }
    }
  };

  // What pages have begun by now is under way: the browser painted, and an answer came to a question asked after.
  const settled = async () => {
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
    await new Promise((done) => {
      const probe = new Image();
      probe.onload = probe.onerror = done;
      probe.src = '/favicon.svg?' + performance.now();
    });
    await new Promise((done) => setTimeout(done));
  };

  const result = { elements: 0, found: [] };
  await settled();
  for (const frame of document.querySelectorAll('iframe')) {
    const found = [];
    try {
      if (!frame.contentDocument || !rootOf(frame.contentDocument)) {
        if (!SANDBOXED.test(frame.src)) result.found.push('nothing to see in ' + frame.src);
        continue;
      }
      if (inspect && frame.contentDocument.contentType === 'text/html') result.elements += look(frame, found);
      touch(frame);
      if (!inspect) submit(frame);
    } catch (fault) {
      found.push('could not look: ' + fault);
    }
    for (const what of new Set(found)) result.found.push(what + ' in ' + frame.src);
  }
  await settled();
  await settled();
  return result;
}
