/**
 * Returns how many characters fit into the output.
 *
 * @param {HTMLElement} output What scrolls.
 * @param {HTMLElement} lines The text in it, as wide as a line may be.
 */
export function measureScreen(output, lines) {
  const probe = document.createElement("span");
  probe.className = "probe";
  probe.textContent = "0".repeat(100);
  lines.append(probe);
  const { width, height } = probe.getBoundingClientRect();
  probe.remove();
  const style = getComputedStyle(lines);
  const room = lines.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
  const lineHeight = parseFloat(style.lineHeight) || height;
  return {
    screenwidth: Math.max(1, Math.floor((room * 100) / width)),
    screenheight: Math.max(1, Math.floor(output.clientHeight / lineHeight)),
  };
}
