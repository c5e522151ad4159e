import { textOf } from "./text_of.js";

const at = (id) => document.getElementById(id);

/**
 * Lets the scroll-back be copied as text, in part or whole, and be saved as a file. A hidden answer
 * is no part of it.
 *
 * @param {{ scroller: HTMLElement, lines: HTMLElement }} parts
 */
export function attachTranscript({ scroller, lines }) {
  const outcome = at("text-outcome");
  document.addEventListener("copy", (event) => copySelected(event, lines));
  scroller.addEventListener("keydown", (event) => selectAll(event, lines));
  at("copy-all").addEventListener("click", async () => {
    outcome.textContent = await copy(textOf(lines.children))
      ? `Copied: ${counted(lines)}.`
      : "The browser does not let this page copy.";
  });
  at("download").addEventListener("click", () => {
    const name = fileName(document.querySelector(".name").textContent, new Date());
    download(name, `${textOf(lines.children)}\n`);
    outcome.textContent = `Saved as ${name}: ${counted(lines)}.`;
  });
  at("settings").addEventListener("close", () => outcome.textContent = "");
}

function counted({ childElementCount: count }) {
  return count === 1 ? "one line" : `${count} lines`;
}

/** Tables and lists are copied as they look, and not cell by cell. */
function copySelected(event, lines) {
  const selection = getSelection();
  if (selection.rangeCount === 0 || selection.isCollapsed) return;
  const range = selection.getRangeAt(0);
  if (range.commonAncestorContainer !== lines) return; // within a line the browser does as well
  event.preventDefault();
  event.clipboardData.setData("text/plain", textOf(range.cloneContents().children));
}

function selectAll(event, lines) {
  if (event.key !== "a" || event.altKey || event.ctrlKey === event.metaKey) return;
  event.preventDefault();
  const range = document.createRange();
  range.selectNodeContents(lines);
  getSelection().removeAllRanges();
  getSelection().addRange(range);
}

/** Only a page that came by https, or from this machine, is given the clipboard. */
async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

function download(name, text) {
  const url = URL.createObjectURL(new Blob([text], { type: "text/plain;charset=utf-8" }));
  const link = document.createElement("a");
  Object.assign(link, { href: url, download: name });
  link.click();
  URL.revokeObjectURL(url);
}

/** For example `the-old-house-2026-03-01-1805.txt`. */
function fileName(world, now) {
  const two = (value) => String(value).padStart(2, "0");
  const day = [now.getFullYear(), two(now.getMonth() + 1), two(now.getDate())].join("-");
  const slug = world.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-|-$/g, "");
  return `${slug || "transcript"}-${day}-${two(now.getHours())}${two(now.getMinutes())}.txt`;
}
