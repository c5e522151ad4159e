/** Above this the user has zoomed in, and what is in sight is no measure of the page. */
const ZOOMED = 1.05;

/**
 * Keeps the page as high as what can be seen of it: on some phones the virtual keyboard covers the
 * page and does not make it smaller.
 *
 * @param {VisualViewport | undefined} viewport
 */
export function attachViewport(viewport = globalThis.visualViewport) {
  if (!viewport) return;
  const fit = () => {
    if (viewport.scale > ZOOMED) return;
    document.documentElement.style.setProperty("--window", `${viewport.height}px`);
    scrollTo(0, 0); // where the browser moved the page to show the field
  };
  viewport.addEventListener("resize", fit);
  fit();
}
