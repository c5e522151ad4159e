import { copyText } from "./copy_text.js";
import { make, write } from "./dom.js";

/** For how long a link may be good: a lesson, an afternoon, a day. */
const MINUTES = { "60": "an hour", "240": "four hours", "1440": "a day" };

/** A dialog that makes links which can only look, tells which are good, and revokes them. */
export class Share {
  #dialog;
  #minutes = make("select", { "aria-label": "How long the link is good" });
  #url = make("input", { type: "text", readonly: true, "aria-label": "The link" });
  #copy = make("button", { type: "button", class: "quiet" }, "Copy");
  #problem = make("p", { role: "status", class: "hint" });
  #links = make("ul", { class: "shared" });

  /** @param {HTMLDialogElement} dialog */
  constructor(dialog) {
    this.#dialog = dialog;
    for (const [value, name] of Object.entries(MINUTES)) {
      this.#minutes.append(new Option(name, value));
    }
    const button = make("button", { type: "button", class: "quiet" }, "Make a link");
    button.addEventListener("click", () => this.#make());
    this.#copy.addEventListener("click", () => copyText(this.#copy, this.#url.value));
    const made = make("p", { class: "made" }, this.#url, this.#copy);
    dialog.querySelector("form").before(
      make("p", {}, "Who has such a link sees all that you see, and can do nothing."),
      make("p", {}, "Good for ", this.#minutes, " ", button),
      made,
      this.#problem,
      this.#links,
    );
    this.#showUrl("");
  }

  /** Opens the dialog. */
  async open() {
    this.#dialog.showModal();
    await this.#list();
  }

  async #make() {
    const answer = await this.#ask("links", { minutes: Number(this.#minutes.value) });
    if (answer !== null) this.#showUrl(answer.url);
    await this.#list();
  }

  async #list() {
    const answer = await this.#ask("links");
    const links = answer?.links ?? [];
    this.#links.replaceChildren(...links.map((link) => this.#itemOf(link)));
  }

  #itemOf({ id, expiresAt }) {
    const until = new Date(expiresAt).toLocaleTimeString([], {
      hour: "2-digit",
      minute: "2-digit",
    });
    const button = make("button", { type: "button", class: "quiet" }, "End it now");
    button.addEventListener("click", async () => {
      await this.#ask("links/revoke", { id });
      await this.#list();
    });
    return make("li", {}, `Link ${id}, good until ${until} `, button);
  }

  #showUrl(url) {
    this.#url.value = url;
    this.#url.parentElement.hidden = url === "";
    if (url !== "") this.#url.select();
  }

  /** Asks the server; what it refuses is shown, and gives `null`. */
  async #ask(path, body) {
    const request = body === undefined ? {} : {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    };
    try {
      const answer = await (await fetch(`observatory/${path}`, request)).json();
      write(this.#problem, answer.ok ? "" : answer.why);
      return answer.ok ? answer : null;
    } catch {
      write(this.#problem, "The server does not answer.");
      return null;
    }
  }
}
