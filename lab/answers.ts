import type { OptionAnswer, Persona, Reply, Volunteered } from "./personas/persona.ts";
import { ascii, negotiation, OPTION, subnegotiation, type Verb } from "./telnet_bytes.ts";
import type { WireEvent } from "./telnet_reader.ts";

const ANSWER: Readonly<Record<Verb, { readonly yes: Verb; readonly no: Verb }>> = {
  will: { yes: "do", no: "dont" },
  do: { yes: "will", no: "wont" },
  wont: { yes: "dont", no: "do" },
  dont: { yes: "wont", no: "will" },
};
const CODE = { IS: 0, SEND: 1, VAR: 0, VALUE: 1, ESC: 2, USERVAR: 3 } as const;
const CHARSET_CODE = { REQUEST: 1, ACCEPTED: 2, REJECTED: 3 } as const;

/** Answers a server as a persona does. */
export class Answers {
  readonly #persona: Persona;
  /** Which option is on, or was refused, by direction. */
  readonly #on = new Set<string>();
  readonly #refused = new Set<string>();
  readonly #answered = new Set<number>();
  #typesTold = 0;
  #hasHeardTelnet = false;
  /** What the persona said first, and the server has not answered. */
  #volunteered: string | undefined;

  /** Creates a persona's answers; nothing is agreed. */
  constructor(persona: Persona) {
    this.#persona = persona;
  }

  /** How many terminal types it has told. */
  get typesTold(): number {
    return this.#typesTold;
  }

  /** Returns what the persona says as soon as it is connected. */
  atOnce(): readonly Uint8Array[] {
    return this.#volunteer("at once");
  }

  /** Returns what the persona says to something that came. */
  to(event: WireEvent): readonly Uint8Array[] {
    if (event.kind === "text") return [];
    const first = this.#hasHeardTelnet ? [] : this.#volunteer("at the first telnet command");
    this.#hasHeardTelnet = true;
    if (event.kind === "verb") return [...first, ...this.#toVerb(event.verb, event.option)];
    if (event.kind !== "sub") return first;
    const payload = this.#toSub(event.option, event.payload);
    return payload === undefined ? first : [...first, subnegotiation(event.option, payload)];
  }

  #volunteer(when: Volunteered["when"]): readonly Uint8Array[] {
    const { volunteers } = this.#persona;
    if (volunteers?.when !== when) return [];
    const { verb, option } = volunteers;
    this.#volunteered = `${verb === "will" ? "do" : "will"} ${option}`;
    return [negotiation(verb, option)];
  }

  #toVerb(verb: Verb, option: number): readonly Uint8Array[] {
    const answer = this.#persona.options[option] ?? {};
    if (verb === "wont" || verb === "dont") return this.#turnOff(verb, option, answer);
    if (this.#volunteered === `${verb} ${option}`) {
      this.#volunteered = undefined;
      this.#on.add(`${verb} ${option}`);
      return answer.says ?? [];
    }
    const reply = answer[verb] ?? this.#persona.otherwise;
    if (reply === "silent" || this.#isDone(verb, option, answer, reply)) return [];
    this.#answered.add(option);
    if (reply === "refuse") {
      this.#refused.add(`${verb} ${option}`);
      return [negotiation(ANSWER[verb].no, option)];
    }
    this.#on.add(`${verb} ${option}`);
    return [negotiation(ANSWER[verb].yes, option), ...answer.says ?? []];
  }

  /** Tells whether the persona has nothing more to say about this. */
  #isDone(verb: Verb, option: number, answer: OptionAnswer, reply: Reply): boolean {
    if (answer.everyTime === true) return false;
    if (this.#persona.answersOnce === true) return this.#answered.has(option);
    const key = `${verb} ${option}`;
    if (reply === "agree") return this.#on.has(key);
    return this.#persona.repeatsRefusals !== true && this.#refused.has(key);
  }

  #turnOff(verb: "wont" | "dont", option: number, answer: OptionAnswer): readonly Uint8Array[] {
    const was = this.#on.delete(`${verb === "wont" ? "will" : "do"} ${option}`);
    if (!was || answer.off === "silent") return [];
    return [negotiation(ANSWER[verb].yes, option)];
  }

  #toSub(option: number, payload: Uint8Array): Iterable<number> | undefined {
    switch (option) {
      case OPTION.TTYPE:
        return payload[0] === CODE.SEND ? this.#nextType() : undefined;
      case OPTION.NEW_ENVIRON:
        return payload[0] === CODE.SEND ? this.#variables(payload) : undefined;
      case OPTION.CHARSET:
        return payload[0] === CHARSET_CODE.REQUEST ? this.#charset(payload) : undefined;
    }
  }

  #nextType(): readonly number[] | undefined {
    const { names, after } = this.#persona.terminalTypes ?? { names: [], after: "last" };
    const at = this.#typesTold++;
    const name = after === "first" ? names[at % names.length] : names[at] ?? names.at(-1);
    return name === undefined ? undefined : [CODE.IS, ...ascii(name)];
  }

  #variables(payload: Uint8Array): readonly number[] | undefined {
    const { environment } = this.#persona;
    if (environment === undefined) return undefined;
    if (payload.length === 1 && !environment.answersAll) return undefined;
    const kind = environment.kind === "var" ? CODE.VAR : CODE.USERVAR;
    const told = Object.entries(environment.values).flatMap((
      [name, value],
    ) => [kind, ...ascii(name), CODE.VALUE, ...ascii(value)]);
    return [CODE.IS, ...told];
  }

  #charset(payload: Uint8Array): readonly number[] {
    const known = chosenCharset(this.#persona.charsets, payload);
    if (known === undefined) return [CHARSET_CODE.REJECTED];
    return [CHARSET_CODE.ACCEPTED, ...ascii(known)];
  }
}

/** Returns which of the encodings that a client knows it takes of those that it is asked for. */
export function chosenCharset(
  known: readonly string[] | undefined,
  question: Uint8Array,
): string | undefined {
  const separator = String.fromCharCode(question[1] ?? 0);
  const offered = new TextDecoder().decode(question.subarray(2)).toUpperCase().split(separator);
  return known?.find((name) => offered.includes(name));
}
