/** How the page looks, by what was chosen. */

/**
 * Gives the page the look that was chosen, now and whenever that changes.
 *
 * @param {import("./settings.js").Settings} settings
 */
export function attachLook(settings) {
  const wantsContrast = matchMedia("(prefers-contrast: more)");
  const isDark = matchMedia("(prefers-color-scheme: dark)");
  const show = () => {
    const theme = settings.get("theme");
    const root = document.documentElement;
    root.dataset.theme = theme === "system" && wantsContrast.matches ? "contrast" : theme;
    root.dataset.reader = String(settings.get("screenReader"));
    root.style.setProperty("--scale", String(settings.get("textSize") / 100));
    colorWindow();
  };
  show();
  settings.onChange(show);
  wantsContrast.addEventListener("change", show);
  isDark.addEventListener("change", colorWindow);
  // the style sheets may be on their way
  globalThis.addEventListener("load", colorWindow);
}

/** Tells the browser which colour its own edge should have. */
function colorWindow() {
  const bar = document.querySelector(".bar");
  if (bar === null) return;
  const color = getComputedStyle(bar).backgroundColor;
  for (const meta of document.querySelectorAll('meta[name="theme-color"]')) meta.content = color;
}
