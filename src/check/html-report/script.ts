/** The one script of the report: it filters what is there. Without it nothing is missing. */

/** Its text: the same for every report, so that one hash allows it. */
export const SCRIPT = `
'use strict';
(function () {
  var filter = document.getElementById('filter');
  if (!filter) return;
  var box = filter.querySelector('input[type=search]');
  var said = filter.querySelector('output');
  var checks = filter.querySelectorAll('input[type=checkbox]');
  var rows = Array.prototype.slice.call(document.querySelectorAll('[data-row]'));
  var groups = document.querySelectorAll('[data-group]');
  var texts = new Map();
  function textOf(row) {
    var text = texts.get(row);
    if (text === undefined) {
      var group = row.closest('[data-group]');
      var head = group ? group.querySelector('summary') : null;
      texts.set(row, (text = ((head ? head.textContent : '') + ' ' + row.textContent).toLowerCase()));
    }
    return text;
  }
  function apply() {
    var words = box.value.toLowerCase().split(/\\s+/).filter(Boolean);
    var off = {};
    checks.forEach(function (check) { if (!check.checked) off[check.value] = true; });
    var shown = 0;
    rows.forEach(function (row) {
      var text = words.length ? textOf(row) : '';
      row.hidden = off[row.dataset.severity] === true || !words.every(function (word) { return text.includes(word); });
      if (!row.hidden) shown++;
    });
    groups.forEach(function (group) { group.hidden = !group.querySelector('[data-row]:not([hidden])'); });
    var all = !words.length && !Object.keys(off).length;
    said.textContent = all ? '' : shown + ' of ' + rows.length + ' rows';
  }
  filter.hidden = false;
  filter.addEventListener('input', apply);
  document.addEventListener('keydown', function (event) {
    if (event.target === box) {
      if (event.key === 'Escape') { box.value = ''; apply(); box.blur(); }
    } else if (event.key === '/' && !event.ctrlKey && !event.metaKey && !event.altKey && event.target.tagName !== 'INPUT') { event.preventDefault(); box.focus(); }
  });
  function reveal() {
    var target = location.hash.length > 1 ? document.getElementById(decodeURIComponent(location.hash.slice(1))) : null;
    if (target && target.closest('[hidden]')) { box.value = ''; checks.forEach(function (check) { check.checked = true; }); apply(); target.scrollIntoView(); }
  }
  window.addEventListener('hashchange', reveal);
}());
`
