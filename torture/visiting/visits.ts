import { telnetLine, websocketLine } from "../counting/line.ts";
import type { VisitPlan } from "./orders.ts";
import { Visitor } from "./visitor.ts";

/** The password of all who log in. */
const PASSWORD = "correct-horse-battery";
/** How many accounts the visitors of a storm share. */
const ACCOUNTS = 20;

/** What visitors do, whoever they are. */
export class Visits {
  readonly #plan: VisitPlan;
  #last = 0;
  #stayed = 0;
  #from = 0;

  /**
   * Creates visits that begin when they are called for.
   *
   * @param plan Where they come.
   */
  constructor(plan: VisitPlan) {
    this.#plan = plan;
  }

  /** Makes the accounts of those who come in a storm, each with a character. */
  async makeAccounts(): Promise<void> {
    for (let at = 0; at < ACCOUNTS; at++) {
      const visitor = await this.#byTelnet();
      const name = nameOf("Visitor", at);
      visitor.send(`create ${name} ${PASSWORD}`, `charcreate ${name}`);
      await visitor.until("to enter the world");
      visitor.close();
      await visitor.ended();
    }
  }

  /** Comes and leaves, in one of several ways. */
  async visit(): Promise<void> {
    const number = this.#last++;
    if (number % 5 === 0) return await this.#play(nameOf("Visitor", number / 5 % ACCOUNTS));
    switch (number % 4) {
      case 0: // hangs up before anything is shown
        return await hangUp(await this.#byTelnet());
      case 1:
        return await this.#readAndHangUp(await this.#byTelnet());
      case 2:
        return await this.#quit(await this.#byTelnet());
      default:
        return await this.#readAndHangUp(await this.#byWebsocket());
    }
  }

  /** Comes, makes an account and stays. */
  async stay(): Promise<Visitor> {
    const number = this.#stayed++;
    const visitor = await (number % 2 === 0 ? this.#byTelnet() : this.#byWebsocket());
    visitor.send(`create ${nameOf("Guest", number)} ${PASSWORD}`);
    await visitor.until("out of character");
    return visitor;
  }

  async #play(name: string): Promise<void> {
    const visitor = await this.#byTelnet();
    visitor.send(`connect ${name} ${PASSWORD}`, `ic ${name}`, "look", "quit");
    await visitor.ended();
  }

  async #quit(visitor: Visitor): Promise<void> {
    await visitor.until("Welcome to");
    visitor.send("quit");
    await visitor.ended();
  }

  async #readAndHangUp(visitor: Visitor): Promise<void> {
    await visitor.until("Welcome to");
    await hangUp(visitor);
  }

  async #byTelnet(): Promise<Visitor> {
    const { telnetPort, addresses } = this.#plan;
    const visitor = await Visitor.come((events) => telnetLine(telnetPort, events));
    const from = this.#from++ % Math.max(1, addresses);
    const address = `198.18.${from >> 8}.${from & 255}`;
    if (addresses > 0) visitor.send(`PROXY TCP4 ${address} 127.0.0.1 50000 ${telnetPort}`);
    return visitor;
  }

  #byWebsocket(): Promise<Visitor> {
    return Visitor.come((events) => websocketLine(this.#plan.webPort, events));
  }
}

async function hangUp(visitor: Visitor): Promise<void> {
  visitor.close();
  await visitor.ended();
}

/** A name has letters alone. */
function nameOf(kind: string, number: number): string {
  return kind + [...String(number)].map((digit) => "abcdefghij"[Number(digit)]).join("");
}
