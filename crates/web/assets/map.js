// Moves and enlarges the map, and has the server draw it anew for what is then in view. Without it the map is a whole picture,
// and signs that stand for several incidents are links that lead closer.
(function () {
  'use strict';
  function prepare(box) {
    var svg = box.querySelector('svg.map-svg');
    if (!svg || !window.fetch || !window.URL) return;
    var first, view, timer = 0, latest = 0;

    function read() {
      var given = svg.viewBox.baseVal;
      first = { x: given.x, y: given.y, w: given.width, h: given.height };
      view = { x: first.x, y: first.y, w: first.w, h: first.h };
      show();
    }
    function show() {
      svg.setAttribute('viewBox', [view.x, view.y, view.w, view.h].join(' '));
      var wide = svg.getBoundingClientRect().width;
      if (wide > 0) svg.style.setProperty('--k', view.w / wide);
    }
    // The server draws what is in view: new names, signs one by one where there was one for many.
    function settle() {
      window.clearTimeout(timer);
      timer = window.setTimeout(ask, 250);
    }
    function bounds() {
      var x = Number(svg.dataset.x), y = Number(svg.dataset.y), scale = Number(svg.dataset.scale);
      var lon = function (px) { return (x + px / scale) * 180 / Math.PI; };
      var lat = function (px) { return (2 * Math.atan(Math.exp(-(y + px / scale))) - Math.PI / 2) * 180 / Math.PI; };
      return [lat(view.y + view.h), lon(view.x), lat(view.y), lon(view.x + view.w)].map(function (n) { return n.toFixed(4); });
    }
    function ask() {
      var address = new URL(window.location.href), mine = ++latest;
      address.hash = '';
      address.searchParams.set('bounds', bounds().join(','));
      fetchInto(address, mine);
    }
    function fetchInto(address, mine) {
      fetch(address, { credentials: 'same-origin', headers: { Accept: 'text/html' } }).then(function (answer) {
        return answer.ok ? answer.text() : '';
      }).then(function (text) {
        var drawn = text && new DOMParser().parseFromString(text, 'text/html').querySelector('svg.map-svg');
        if (!drawn || mine !== latest) return;
        Array.prototype.forEach.call(drawn.attributes, function (one) {
          if (one.name !== 'class' && one.name !== 'tabindex') svg.setAttribute(one.name, one.value);
        });
        svg.replaceChildren.apply(svg, Array.prototype.slice.call(drawn.childNodes));
        read();
      }).catch(function () { /* what is drawn stays */ });
    }
    function zoom(factor, x, y) {
      x = x === undefined ? view.x + view.w / 2 : x;
      y = y === undefined ? view.y + view.h / 2 : y;
      view = { x: x - (x - view.x) * factor, y: y - (y - view.y) * factor, w: view.w * factor, h: view.h * factor };
      show();
      settle();
    }
    function move(dx, dy) { view.x += dx * view.w; view.y += dy * view.h; show(); settle(); }
    function whole() {
      var address = new URL(window.location.href);
      address.hash = '';
      address.searchParams.delete('bounds');
      fetchInto(address, ++latest);
    }
    function at(event) {
      var frame = svg.getBoundingClientRect();
      return [view.x + (event.clientX - frame.left) / frame.width * view.w, view.y + (event.clientY - frame.top) / frame.height * view.h];
    }

    svg.setAttribute('tabindex', '0');
    svg.setAttribute('data-live', '');
    svg.addEventListener('wheel', function (event) {
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      var point = at(event);
      zoom(event.deltaY > 0 ? 1.25 : 0.8, point[0], point[1]);
    }, { passive: false });
    svg.addEventListener('keydown', function (event) {
      var steps = { ArrowLeft: [-0.15, 0], ArrowRight: [0.15, 0], ArrowUp: [0, -0.15], ArrowDown: [0, 0.15] }[event.key];
      if (event.ctrlKey || event.altKey || event.metaKey) return;
      if (steps) move(steps[0], steps[1]);
      else if (event.key === '+' || event.key === '=') zoom(0.6);
      else if (event.key === '-') zoom(1.7);
      else if (event.key === '0') whole();
      else return;
      event.preventDefault();
    });
    // One finger scrolls the page and two enlarge the map; a mouse holds it.
    var held = {}, start = null;
    function span() {
      var all = Object.keys(held).map(function (id) { return held[id]; });
      return all.length < 2 ? 0 : Math.hypot(all[0].clientX - all[1].clientX, all[0].clientY - all[1].clientY);
    }
    svg.addEventListener('pointerdown', function (event) {
      if (event.target.closest('a')) return;
      held[event.pointerId] = event;
      start = { point: at(event), span: span() };
      if (event.pointerType === 'mouse') svg.classList.add('dragging');
    });
    svg.addEventListener('pointermove', function (event) {
      if (!held[event.pointerId]) return;
      held[event.pointerId] = event;
      var wide = span();
      if (wide && start.span) {
        zoom(start.span / wide);
        start.span = wide;
      } else if (event.pointerType === 'mouse') {
        var point = at(event);
        view.x += start.point[0] - point[0];
        view.y += start.point[1] - point[1];
        show();
        settle();
      }
    });
    ['pointerup', 'pointercancel', 'pointerleave'].forEach(function (name) {
      svg.addEventListener(name, function (event) { delete held[event.pointerId]; svg.classList.remove('dragging'); });
    });

    var tools = document.createElement('div');
    tools.className = 'map-tools';
    [['+', box.dataset.zoomIn, function () { zoom(0.6); }], ['−', box.dataset.zoomOut, function () { zoom(1.7); }],
      ['⤢', box.dataset.whole, whole]].forEach(function (one) {
      var button = document.createElement('button');
      button.type = 'button';
      button.textContent = one[0];
      button.title = one[1];
      button.setAttribute('aria-label', one[1]);
      button.addEventListener('click', one[2]);
      tools.appendChild(button);
    });
    box.insertBefore(tools, svg);
    read();
    window.addEventListener('resize', show);
  }
  document.addEventListener('DOMContentLoaded', function () {
    document.querySelectorAll('.map').forEach(prepare);
  });
})();
