/** How long a button says what became of it, in milliseconds. */
const SAID_MS = 1_500;

/**
 * Copies a text, and lets the button that asked for it say so.
 *
 * @param {HTMLButtonElement} button
 * @param {string} text
 */
export async function copyText(button, text) {
  const label = button.textContent;
  button.textContent = await isCopied(text) ? "Copied" : "Cannot copy here";
  button.disabled = true;
  setTimeout(() => {
    button.textContent = label;
    button.disabled = false;
  }, SAID_MS);
}

/** It may not be allowed: without https, or when the browser asks and is told no. */
async function isCopied(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
