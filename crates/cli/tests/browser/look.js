// What a reader with other eyes, ears or hands would stumble over on this page: one sentence for each thing.
const found = [];
const say = (text, one) => {
  const where = one ? ' ' + one.outerHTML.replace(/\s+/g, ' ').slice(0, 160) : '';
  if (found.length < 40) found.push(text + where);
};
const shown = (one) => one.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && one.getClientRects().length > 0;
const words = (one) => (one.textContent || '').trim();
const named = (one) => {
  const by = (one.getAttribute('aria-labelledby') || '').split(/\s+/).filter(Boolean).map((id) => document.getElementById(id));
  if (by.length && by.every(Boolean)) return by.map(words).join(' ');
  const label = one.labels && one.labels[0] ? words(one.labels[0]) : '';
  return (one.getAttribute('aria-label') || label || words(one) || one.getAttribute('title') || '').trim();
};

// Language, title, landmarks, headings.
const root = document.documentElement;
if (!['ar', 'en'].includes(root.lang)) say('the page has no language');
if (root.dir !== (root.lang === 'ar' ? 'rtl' : 'ltr')) say('the page runs the wrong way');
if (!document.title.trim()) say('the page has no title');
if (document.querySelectorAll('main').length !== 1) say('there is not exactly one main');
const headings = [...document.querySelectorAll('h1,h2,h3,h4,h5,h6')].filter(shown);
if (headings.filter((one) => one.tagName === 'H1').length !== 1) say('there is not exactly one h1');
headings.reduce((before, one) => {
  const level = Number(one.tagName[1]);
  if (level > before + 1) say(`a heading jumps from ${before} to ${level}:`, one);
  return level;
}, 0);
for (const one of headings) if (!words(one)) say('a heading is empty:', one);

// Names.
for (const one of document.querySelectorAll('a[href],button,summary,[role=button]')) {
  if (shown(one) && !named(one)) say('this has no name:', one);
}
for (const one of document.querySelectorAll('input:not([type=hidden]),select,textarea')) {
  if (!named(one)) say('this field has no label:', one);
}
for (const one of document.querySelectorAll('svg:not([aria-hidden=true] *)')) {
  if (one.getAttribute('aria-hidden') !== 'true' && !one.getAttribute('aria-label') && one.parentElement.closest('svg') === null) say('this drawing has no name:', one);
}
for (const one of document.querySelectorAll('img:not([alt])')) say('this picture has no alternative:', one);
for (const one of document.querySelectorAll('nav')) if (!named(one) && !one.getAttribute('aria-label')) say('this nav has no name:', one);
const ids = new Map();
for (const one of document.querySelectorAll('[id]')) {
  if (ids.has(one.id)) say(`the id ${one.id} stands twice:`, one);
  ids.set(one.id, one);
}
for (const attribute of ['aria-describedby', 'aria-labelledby', 'for']) {
  for (const one of document.querySelectorAll(`[${attribute}]`)) {
    for (const id of one.getAttribute(attribute).split(/\s+/).filter(Boolean)) if (!ids.has(id)) say(`${attribute} leads nowhere:`, one);
  }
}
for (const one of document.querySelectorAll('table')) if (!one.querySelector('th')) say('this table has no heading cells:', one);
for (const one of document.querySelectorAll('[tabindex]')) if (one.tabIndex > 0) say('this changes the order of the keyboard:', one);

// Targets of WCAG 2.2: 24 by 24 pixels, but for links within a sentence.
for (const one of document.querySelectorAll('button,input:not([type=hidden]),select,textarea,summary,a.btn,.nav a,.legend a')) {
  const box = one.getBoundingClientRect();
  // A box to tick is as large as its label.
  if (one.type === 'checkbox' && one.closest('label')) continue;
  if (shown(one) && box.width > 0 && (box.width < 24 || box.height < 24)) say(`this target has ${Math.round(box.width)} by ${Math.round(box.height)} pixels:`, one);
}

// Contrast of text with what lies behind it.
const parsed = (text) => {
  const n = (text.match(/[\d.]+/g) || []).map(Number);
  return n.length < 3 ? null : { r: n[0], g: n[1], b: n[2], a: n.length > 3 ? n[3] : 1 };
};
const over = (top, under) => ({
  r: top.r * top.a + under.r * (1 - top.a), g: top.g * top.a + under.g * (1 - top.a), b: top.b * top.a + under.b * (1 - top.a), a: 1,
});
const behind = (one) => {
  const layers = [];
  for (let at = one; at; at = at.parentElement) {
    const style = getComputedStyle(at), colour = parsed(style.backgroundColor);
    if (style.backgroundImage !== 'none') return null;
    if (colour && colour.a > 0) layers.push(colour);
    if (colour && colour.a === 1) break;
  }
  return layers.reduceRight((under, top) => over(top, under), { r: 255, g: 255, b: 255, a: 1 });
};
const light = ({ r, g, b }) => {
  const part = (v) => ((v /= 255) <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
  return 0.2126 * part(r) + 0.7152 * part(g) + 0.0722 * part(b);
};
const contrast = (a, b) => {
  const [high, low] = [light(a), light(b)].sort((x, y) => y - x);
  return (high + 0.05) / (low + 0.05);
};
const judged = new Set();
const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
for (let node = walker.nextNode(); node; node = walker.nextNode()) {
  const one = node.parentElement;
  if (!node.data.trim() || judged.has(one) || one.closest('svg,option,script,style') || !shown(one) || one.classList.contains('sr-only')) continue;
  judged.add(one);
  const style = getComputedStyle(one), back = behind(one), ink = parsed(style.color);
  if (!back || !ink) continue;
  const size = parseFloat(style.fontSize), bold = Number(style.fontWeight) >= 600;
  const least = size >= 24 || (bold && size >= 18.66) ? 3 : 4.5;
  const reached = contrast(over(ink, back), back);
  if (reached < least) say(`contrast ${reached.toFixed(2)} where ${least} is needed:`, one);
}
return found;
