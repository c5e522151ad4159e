import {
  codeRefusalSentence,
  type LoginRefusal,
  refusalSentence,
} from "../../core/boundary/refusal_sentence.ts";
import type {
  Authenticate,
  Authenticated,
  CodeWanted,
} from "../../core/boundary/authenticate_question.ts";
import type { Answer } from "../../core/boundary/questions.ts";
import { type KeyboardTry, type KeyTry, type LoginTry, parseKey } from "./ssh_library.ts";
import type { SshSettings } from "./ssh_settings.ts";

/** Names under which anybody reaches the login screen at once. */
const FOR_ALL: readonly string[] = ["new", "guest"];
const METHODS = ["publickey", "keyboard-interactive", "password"] as const;
/** More than any agent holds. */
const MAX_KEYS = 20;
const MAX_NAME = 100;
const MAX_PASSWORD = 1000;
/** How long the Server may take: through a reload, and a queue of hashes. */
const ANSWER_MS = 20_000;

const CODE_PROMPT = "Code of your app, or a recovery code: ";
const PROMPT = "Password, or Enter for the login screen: ";
const SORRY = "The game does not answer just now. Try again in a moment.";

/** What came of a try that is to be told. */
type Verdict = Authenticated | { readonly kind: "unanswered" };

/** What an {@linkcode SshLogin} needs of its connection. */
export interface SshLoginOptions {
  readonly settings: Pick<SshSettings, "clock" | "limits" | "questions" | "serverName">;
  /** Where the client comes from. */
  readonly address: string;
  /** Is aborted when the client is gone. */
  readonly signal: AbortSignal;
  /** Called when the client is let in; without a number, to the login screen. */
  readonly letIn: (uid: number | undefined) => void;
  /** Ends the connection of a client that has tried too often. */
  readonly giveUp: () => void;
}

/**
 * Finds out who a client is before there is a session (RFC 4252): by a key, or by a password, or
 * not at all. Whoever types no password reaches the login screen, whatever name was given: so no
 * answer tells whether an account of this name exists.
 */
export class SshLogin {
  readonly #options: SshLoginOptions;
  /** Whose password was right in the try before, where that method cannot ask for the code. */
  #wanted: { readonly username: string; readonly code: CodeWanted } | undefined;
  #passwords = 0;
  #others = 0;

  /**
   * Creates a login of which nothing was tried.
   *
   * @param options What it needs.
   */
  constructor(options: SshLoginOptions) {
    this.#options = options;
  }

  /** Looks at one try, and what comes of it. */
  async try(attempt: LoginTry): Promise<void> {
    if (attempt.username.length > MAX_NAME) return this.#refuse(attempt);
    switch (attempt.method) {
      case "none":
        if (!FOR_ALL.includes(attempt.username.toLowerCase())) return this.#refuse(attempt);
        return this.#letIn(attempt, undefined);
      case "publickey":
        return await this.#tryKey(attempt);
      case "password":
        // Nobody asked for a new password, which is changed within the game.
        if (typeof attempt.password !== "string") return this.#refuse(attempt);
        return await this.#tryPassword(attempt, attempt.password);
      case "keyboard-interactive":
        return await this.#ask(attempt);
      case "hostbased":
        return this.#refuse(attempt);
    }
  }

  async #ask(attempt: KeyboardTry): Promise<void> {
    const wanted = this.#wanted;
    this.#wanted = undefined;
    if (wanted?.username === attempt.username) return await this.#askCode(attempt, wanted.code);
    await this.#prompt(attempt, PROMPT, (password) => this.#tryPassword(attempt, password));
  }

  async #prompt(
    attempt: KeyboardTry,
    prompt: string,
    answered: (answer: string) => Promise<void>,
  ): Promise<void> {
    const { serverName } = this.#options.settings;
    const { promise, resolve } = Promise.withResolvers<readonly string[] | Error>();
    attempt.prompt([{ prompt, echo: false }], serverName, "", resolve);
    const answers = await promise;
    // Another try took its place.
    if (answers instanceof Error) return;
    const [answer] = answers;
    if (answer === undefined) return this.#refuse(attempt);
    await answered(answer);
  }

  /** Each password is followed by one code at most, so that codes are bounded as they are. */
  async #askCode(attempt: KeyboardTry, { uid, passwordMark }: CodeWanted): Promise<void> {
    await this.#prompt(attempt, CODE_PROMPT, async (code) => {
      if (code.length > MAX_PASSWORD) return this.#refuse(attempt);
      await this.#tryProof(attempt, { kind: "code", code, uid, passwordMark });
    });
  }

  async #tryPassword(attempt: LoginTry, password: string): Promise<void> {
    if (password === "") return this.#letIn(attempt, undefined);
    if (password.length > MAX_PASSWORD) return this.#refuse(attempt);
    // Tries that do not wait for their answers count, too.
    if (++this.#passwords > this.#options.settings.limits.passwordTries) {
      return this.#options.giveUp();
    }
    await this.#tryProof(attempt, { kind: "password", password });
  }

  async #tryProof(attempt: LoginTry, proof: Authenticate["proof"]): Promise<void> {
    const verdict = await this.#verdict(attempt.username, proof);
    if (verdict.kind === "ok") return this.#letIn(attempt, verdict.uid);
    if (verdict.kind === "code") return await this.#wantCode(attempt, verdict);
    if (verdict.kind === "wrong") {
      if (this.#passwords < this.#options.settings.limits.passwordTries) return reject(attempt);
      return this.#end(attempt, "That was the last try. Connect again, or press Enter next time.");
    }
    this.#end(attempt, sentenceOf(verdict, proof));
  }

  async #wantCode(attempt: LoginTry, code: CodeWanted): Promise<void> {
    if (attempt.method === "keyboard-interactive") return await this.#askCode(attempt, code);
    this.#wanted = { username: attempt.username, code };
    attempt.reject(["keyboard-interactive"], true);
  }

  async #tryKey(attempt: KeyTry): Promise<void> {
    // SHA-1, which signs an RSA key that is called by its old name, is not safe any more.
    const isWeak = attempt.key.algo === "ssh-rsa" && attempt.hashAlgo === undefined;
    const isSigned = attempt.signature !== undefined;
    const { data } = attempt.key;
    if (data === undefined || isWeak || (isSigned && !isGenuine(attempt))) {
      return this.#refuse(attempt);
    }
    const key = Buffer.from(data).toString("base64");
    const verdict = await this.#verdict(attempt.username, { kind: "key", key });
    if (verdict.kind !== "ok") return this.#refuse(attempt);
    if (isSigned) this.#letIn(attempt, verdict.uid);
    else attempt.accept();
  }

  async #verdict(
    name: string,
    proof: Authenticate["proof"],
  ): Promise<Verdict> {
    const { settings: { clock, questions }, address, signal } = this.#options;
    const limits = { deadline: clock.now() + ANSWER_MS, signal };
    const answer: Answer<Authenticated> = await questions.ask(
      "authenticate",
      { name, address, protocolKey: "ssh", proof },
      limits,
    );
    return answer.kind === "answered" ? answer.value : { kind: "unanswered" };
  }

  #letIn(attempt: LoginTry, uid: number | undefined): void {
    this.#options.letIn(uid);
    attempt.accept();
  }

  /** Refuses what tells nothing of a password: it may be tried a bounded number of times. */
  #refuse(attempt: LoginTry): void {
    reject(attempt);
    if (++this.#others > MAX_KEYS) this.#options.giveUp();
  }

  /** Ends the connection, with a sentence where the method can carry one. */
  #end(attempt: LoginTry, sentence: string): void {
    const { settings, giveUp } = this.#options;
    // A client whose try is refused first would ask its user once more.
    if (attempt.method !== "keyboard-interactive") return giveUp();
    attempt.prompt([], settings.serverName, sentence, giveUp);
  }
}

function reject(attempt: LoginTry): void {
  attempt.reject(METHODS);
}

function isGenuine({ key, blob, signature, hashAlgo }: KeyTry): boolean {
  if (key.data === undefined || blob === undefined || signature === undefined) return false;
  return parseKey(Buffer.from(key.data))?.verify(blob, signature, hashAlgo) === true;
}

function sentenceOf(
  verdict: LoginRefusal | { readonly kind: "unanswered" },
  proof: Authenticate["proof"],
): string {
  if (verdict.kind === "unanswered") return SORRY;
  return proof.kind === "code" ? codeRefusalSentence(verdict) : refusalSentence(verdict);
}
