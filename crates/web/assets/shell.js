// The appearance, remembered in the browser; menus that close; printing; errors that are looked at first; forms that are sent once. Everything works without it.
(function () {
  'use strict';
  var root = document.documentElement, themes = ['system', 'light', 'dark'], theme = 'system';
  try { theme = localStorage.getItem('mirqab-theme') || theme; } catch (e) { /* not allowed to remember */ }
  function show(name) {
    theme = themes.indexOf(name) < 0 ? 'system' : name;
    if (theme === 'system') root.removeAttribute('data-theme'); else root.setAttribute('data-theme', theme);
  }
  show(theme);
  document.addEventListener('DOMContentLoaded', function () {
    var button = document.querySelector('[data-theme-button]');
    if (button) {
      var name = function () {
        var text = button.getAttribute('data-' + theme);
        button.title = button.getAttribute('data-label') + ': ' + text;
        button.querySelector('.sr-only').textContent = button.title;
        button.setAttribute('data-shows', theme);
      };
      button.hidden = false;
      name();
      button.addEventListener('click', function () {
        show(themes[(themes.indexOf(theme) + 1) % themes.length]);
        try { localStorage.setItem('mirqab-theme', theme); } catch (e) { /* not allowed to remember */ }
        name();
      });
    }
    document.querySelectorAll('[data-print]').forEach(function (one) {
      one.hidden = false;
      one.addEventListener('click', function () { window.print(); });
    });
    // What could not be taken is read out first, and lies before the eyes.
    var errors = document.querySelector('[data-errors]');
    if (errors) errors.focus();
    var here = document.querySelector('.nav [aria-current=page]');
    if (here && here.scrollIntoView) here.scrollIntoView({ block: 'nearest', inline: 'center' });
    document.addEventListener('click', function (event) {
      document.querySelectorAll('details.user-menu[open]').forEach(function (menu) {
        if (!menu.contains(event.target)) menu.open = false;
      });
    });
    document.addEventListener('keydown', function (event) {
      if (event.key !== 'Escape') return;
      document.querySelectorAll('details.user-menu[open]').forEach(function (menu) {
        menu.open = false;
        menu.querySelector('summary').focus();
      });
    });
    document.addEventListener('submit', function (event) {
      var form = event.target;
      if (form.method !== 'post' || event.defaultPrevented) return;
      if (form.hasAttribute('data-sent')) { event.preventDefault(); return; }
      form.setAttribute('data-sent', '');
    });
    // A page that is long in coming: something is said and moves, so that nobody presses again.
    var waiting = document.querySelector('[data-waiting]'), timer = 0;
    function wait() {
      clearTimeout(timer);
      timer = setTimeout(function () {
        waiting.textContent = waiting.getAttribute('data-waiting');
        waiting.setAttribute('data-shown', '');
        // What turns out to be a file leaves the page where it is.
        timer = setTimeout(stopWaiting, 30000);
      }, 600);
    }
    function stopWaiting() {
      clearTimeout(timer);
      waiting.textContent = '';
      waiting.removeAttribute('data-shown');
    }
    // Files are kept by the browser while the page stays.
    function isPage(address) {
      return address.origin === location.origin && !/^\/(api|log|assets)\/|\.\w+$/.test(address.pathname);
    }
    document.addEventListener('click', function (event) {
      var link = event.target.closest && event.target.closest('a[href]');
      if (!waiting || !link || event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
      if (link.target || link.hasAttribute('download') || link.getAttribute('href').charAt(0) === '#') return;
      var address = new URL(link.href);
      var here = address.pathname === location.pathname && address.search === location.search && address.hash;
      if (isPage(address) && !here) wait();
    });
    document.addEventListener('submit', function (event) {
      if (waiting && !event.defaultPrevented && isPage(new URL(event.target.action))) wait();
    });
    window.addEventListener('pageshow', function () {
      if (waiting) stopWaiting();
      document.querySelectorAll('form[data-sent]').forEach(function (form) { form.removeAttribute('data-sent'); });
    });
  });
})();
