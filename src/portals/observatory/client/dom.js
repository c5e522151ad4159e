const SVG = "http://www.w3.org/2000/svg";

/**
 * Makes an element. Its text is always a text node: nothing that comes from outside becomes HTML.
 *
 * @param {string} tag
 * @param {Readonly<Record<string, string | number | boolean>>} [attributes] `false` leaves one out
 * @param {...(Node | string)} children
 */
export function make(tag, attributes = {}, ...children) {
  return furnished(document.createElement(tag), attributes, children);
}

/** Makes an element of an SVG drawing. */
export function draw(tag, attributes = {}, ...children) {
  return furnished(document.createElementNS(SVG, tag), attributes, children);
}

/** The element of the page with this id. */
export function at(id) {
  return document.getElementById(id);
}

/** Writes a text unless it is there already. */
export function write(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

/** Returns a function that calls `work` once before the next frame, however often it is called. */
export function perFrame(work) {
  let isDue = false;
  return () => {
    if (isDue) return;
    isDue = true;
    requestAnimationFrame(() => {
      isDue = false;
      work();
    });
  };
}

function furnished(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== false) element.setAttribute(name, value === true ? "" : String(value));
  }
  element.append(...children);
  return element;
}
