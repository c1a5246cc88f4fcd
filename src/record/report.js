/* report.js - what the one-file report does more where scripts run: the words in the reports follow
 * what is selected, and the keyboard walks through the record. Without it every link still works. */
(function () {
  'use strict';
  var items = Array.prototype.slice.call(document.querySelectorAll('.item'));
  var pane = document.getElementById('reading');
  var selected = null;

  function element(name, properties, children) {
    var made = Object.assign(document.createElement(name), properties);
    (children || []).forEach(function (child) { made.append(child); });
    return made;
  }

  function each(selector, act) {
    Array.prototype.forEach.call(document.querySelectorAll(selector), act);
  }

  /* The pieces of the span or sentence that a link names. */
  function pieces(link) {
    var id = decodeURIComponent(link.hash.slice(1));
    var first = document.getElementById(id);
    return [first].concat(Array.prototype.slice.call(
      document.querySelectorAll('[data-of="' + CSS.escape(id) + '"]'))).filter(Boolean);
  }

  function clear() {
    each('.on', function (it) { it.classList.remove('on'); });
    each('.sel', function (it) { it.classList.remove('sel'); it.removeAttribute('aria-current'); });
    selected = null;
  }

  function beside() {
    return pane !== null && getComputedStyle(pane).position === 'fixed';
  }

  function highlight(item) {
    var links = item.querySelectorAll('a.src, .asis a');
    var first = null;
    Array.prototype.forEach.call(links, function (link) {
      pieces(link).forEach(function (piece) {
        piece.classList.add('on');
        first = first || piece;
      });
    });
    if (first && beside()) {
      var top = first.getBoundingClientRect().top - pane.getBoundingClientRect().top;
      pane.scrollTop += top - pane.clientHeight / 3;
    }
  }

  function select(item, move) {
    clear();
    selected = item;
    for (var at = item.parentElement; at; at = at.parentElement)
      if (at.tagName === 'DETAILS') at.open = true;
    item.classList.add('sel');
    item.setAttribute('aria-current', 'true');
    highlight(item);
    if (move) {
      item.setAttribute('tabindex', '-1');
      item.focus({ preventScroll: true });
      item.scrollIntoView({ block: 'nearest' });
    }
    if (item.id) history.replaceState(null, '', '#' + item.id);
  }

  function shown() {
    return items.filter(function (it) {
      return !it.hidden && (it.checkVisibility ? it.checkVisibility() : it.getClientRects().length > 0);
    });
  }

  function step(by) {
    var list = shown();
    var at = list.indexOf(selected);
    if (at < 0 && by > 0)
      at = list.findIndex(function (it) { return it.getBoundingClientRect().top > 60; }) - 1;
    var next = list[Math.min(Math.max(at + by, 0), list.length - 1)];
    if (next) select(next, true);
  }

  /* ---- Find, help ---- */
  var find = element('input', { className: 'find', type: 'search', placeholder: 'Find  /' });
  find.setAttribute('aria-label', 'Find in the record');
  find.addEventListener('input', function () {
    var words = find.value.toLowerCase().split(/\s+/).filter(Boolean);
    items.forEach(function (it) {
      var text = it.textContent.toLowerCase();
      it.hidden = !words.every(function (word) { return text.indexOf(word) >= 0; });
    });
  });

  var keys = [['j', 'next item'], ['k', 'item before'], ['Enter', 'to its words in the report'],
    ['/', 'find in the record'], ['Esc', 'back; clear'], ['?', 'this help']];
  var help = element('dialog', { className: 'keys' }, [
    element('h2', { textContent: 'Keys', id: 'keys-title' }),
    element('dl', {}, keys.map(function (key) {
      var row = document.createDocumentFragment();
      row.append(element('dt', {}, [element('kbd', { textContent: key[0] })]), element('dd', { textContent: key[1] }));
      return row;
    })),
    element('form', { method: 'dialog' }, [element('button', { textContent: 'Close' })])
  ]);
  help.setAttribute('aria-labelledby', 'keys-title');
  help.querySelector('button').addEventListener('click', function (event) {
    event.preventDefault();
    help.close();
  });
  document.body.append(help);

  var keysButton = element('button', { textContent: 'Keys', type: 'button' });
  keysButton.addEventListener('click', function () { help.showModal(); });
  var print = element('button', { textContent: 'Print', type: 'button' });
  print.addEventListener('click', function () { window.print(); });
  var list = document.querySelector('.contents ul');
  if (list) list.append(element('li', { className: 'tools' }, [find, keysButton, print]));

  /* ---- Events ---- */
  document.addEventListener('keydown', function (event) {
    if (event.ctrlKey || event.metaKey || event.altKey || help.open) return;
    var typing = event.target === find;
    if (event.key === 'Escape') {
      if (typing) { find.value = ''; find.dispatchEvent(new Event('input')); find.blur(); }
      document.body.classList.add('quiet');
      var back = selected;
      clear();
      if (back) { back.focus({ preventScroll: true }); history.replaceState(null, '', location.pathname + location.search); }
      return;
    }
    document.body.classList.remove('quiet');
    if (typing) {
      if (event.key === 'Enter') { find.blur(); step(1); event.preventDefault(); }
      return;
    }
    if (event.key === 'j' || event.key === 'k') { step(event.key === 'j' ? 1 : -1); event.preventDefault(); }
    if (event.key === '/') { find.focus(); event.preventDefault(); }
    if (event.key === '?') { help.showModal(); event.preventDefault(); }
    if (event.key === 'Enter' && selected && event.target === selected) {
      var link = selected.querySelector('a.src');
      if (link) link.click();
    }
  });
  document.addEventListener('mousemove', function () { document.body.classList.remove('quiet'); }, { passive: true });
  document.addEventListener('click', function (event) {
    var item = event.target.closest('.item');
    var link = event.target.closest('a, summary, button');
    if (item && !(link && link.tagName === 'SUMMARY')) {
      var selecting = String(getSelection());
      if (!selecting && !(link && !link.classList.contains('src') && !link.classList.contains('perma'))) select(item, false);
    }
    if (link && link.classList.contains('src')) {
      each('.src.on', function (it) { it.classList.remove('on'); });
      link.classList.add('on');
    }
  });

  function arrive() {
    var target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (target && target.classList.contains('item')) select(target, true);
  }
  /* What is folded would be missing on paper. */
  window.addEventListener('beforeprint', function () {
    each('details', function (it) { it.dataset.was = it.open ? 'open' : ''; it.open = true; });
  });
  window.addEventListener('afterprint', function () {
    each('details', function (it) { it.open = it.dataset.was === 'open'; });
  });
  window.addEventListener('hashchange', arrive);
  arrive();
})();
