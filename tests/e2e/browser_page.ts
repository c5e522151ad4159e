import type { BrowserContext, Page } from "playwright-core";
import { soon } from "./soon.ts";
import type { Visitor } from "./visitor.ts";
import { shoot } from "./shoot.ts";

/**
 * Returns a script that waits until something else is shown than what was seen, and gives all of
 * it: lines, prompts that were answered, the prompt. It may be less, when a prompt has gone. A
 * string, as the page forbids `eval`, which waiting for a predicate would need.
 */
function waitForMore(seen: string): string {
  return `new Promise((resolve) => {
    const observer = new MutationObserver(look);
    observer.observe(document.body, { subtree: true, childList: true, characterData: true });
    look();

    function look() {
      const screen = readScreen();
      if (screen === ${JSON.stringify(seen)}) return;
      observer.disconnect();
      resolve(screen);
    }

    function readScreen() {
      const lines = [...document.querySelectorAll("#lines > :not(.note)")]
        .filter((line) => !line.matches(".echo") || !line.textContent.startsWith("› "))
        .map((line) => textOf(line).replace("••••••", ""));
      const prompt = document.querySelector("#prompt").textContent;
      return [...lines, ...(prompt === "" ? [] : [prompt])].join("\\n");
    }

    // As a terminal shows it, so that one transcript serves for both.
    function textOf(element) {
      if (element.matches("ul, ol")) return [...element.children].map(itemOf).join("\\n");
      const table = element.querySelector(":scope > table");
      if (table === null) return element.textContent;
      const rows = [...table.rows].map(({ cells }) => [...cells].map((cell) => cell.textContent));
      const count = Math.max(0, ...rows.map((row) => row.length));
      const widths = Array.from({ length: count }, (_, column) =>
        Math.max(...rows.map((row) => (row[column] ?? "").length)));
      if (table.tHead !== null) rows.splice(1, 0, widths.map((width) => "-".repeat(width)));
      return rows.map((row) => row.map((cell, column) =>
        column === row.length - 1 ? cell : cell.padEnd(widths[column])).join("  ")).join("\\n");
    }

    function itemOf(item, nth) {
      if (item.parentElement.matches(".choices")) return item.textContent;
      return (item.parentElement.matches("ol") ? (nth + 1) + ". " : "- ") + item.textContent;
    }
  })`;
}

/** The page of a running server, used by keyboard alone. */
export class BrowserPage implements Visitor {
  readonly protocolKey = "websocket";
  readonly page: Page;
  /** What the browser complained about, blocked content included. */
  readonly complaints: string[] = [];
  #screen = "";
  #sockets = 0;

  private constructor(page: Page) {
    this.page = page;
    page.on("console", (message) => {
      if (message.type() === "error") this.complaints.push(message.text());
    });
    page.on("pageerror", (error) => this.complaints.push(error.message));
    page.on("websocket", () => void this.#sockets++);
  }

  /** Opens the page in a tab of its own, and waits until it is connected or turned away. */
  static async open(context: BrowserContext, webPort: number): Promise<BrowserPage> {
    const browserPage = new BrowserPage(await context.newPage());
    await browserPage.page.goto(`http://127.0.0.1:${webPort}/`);
    const state = browserPage.page.locator('#state:not([data-state="connecting"])');
    await state.waitFor(); // until then the page takes no line
    return browserPage;
  }

  /** How often the page has connected. */
  get connections(): number {
    return this.#sockets;
  }

  get screen(): string {
    return this.#screen;
  }

  isSecret(): Promise<boolean> {
    return this.page.locator("#secret").isVisible();
  }

  async send(line: string): Promise<void> {
    await this.page.keyboard.type(line);
    await this.page.keyboard.press("Enter");
  }

  async more(): Promise<boolean> {
    const more = this.page.evaluate<string>(waitForMore(this.#screen));
    this.#screen = await soon(more, () => `Cannot find more on the page:\n${this.#screen}`);
    return true;
  }

  /** Waits until the page shows a text that it has not shown yet. */
  async until(text: string): Promise<void> {
    const seen = this.#screen.length;
    while (!this.#screen.slice(seen).includes(text)) await this.more();
  }

  /** Saves a picture in the folder that `VESTIBULE_SHOTS` names, if it does. */
  shoot(name: string): Promise<void> {
    return shoot(this.page, name);
  }
}
