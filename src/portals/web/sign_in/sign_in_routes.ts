import type { Context, Hono } from "hono";
import type { Authenticate } from "../../../core/boundary/authenticate_question.ts";
import type { Asks } from "../../../core/boundary/questions.ts";
import type { Clock } from "../../../core/clock.ts";
import type { ProxiedPeer } from "../../proxy/proxied_client.ts";
import { ConnectionGate } from "../../session/connection_gate.ts";
import { answerFile, pageFile } from "../page_file.ts";
import { readBodyInTime } from "../read_body_in_time.ts";
import { RequestSlots } from "../request_slots.ts";
import { contentSecurityPolicy } from "../security_headers.ts";
import type { Browsers } from "./browsers.ts";
import style from "./client/sign_in.css" with { type: "text" };
import { CodeSteps } from "./code_steps.ts";
import { FormSeals } from "./form_seals.ts";
import { localPath } from "./local_path.ts";
import { type LoginPage, loginPage } from "./login_page.ts";
import { isFromOwnPage } from "./own_page.ts";
import { AWAY, codeProblemOf, type Problem, problemOf } from "./sign_in_problem.ts";
import type { Visit } from "./visitors.ts";
import { noCookie, tokenCookie } from "./web_cookie.ts";

/** What signing in on the page works with. */
export interface SignInRoutesOptions {
  readonly browsers: Browsers;
  /** Asks the Server whose name and password they are. */
  readonly questions: Asks;
  readonly clock: Clock;
  /** Returns so many random bytes, which nobody can foretell. */
  readonly random: (bytes: number) => Uint8Array<ArrayBuffer>;
  readonly serverName: string;
  /** Whether a ban keeps this address out. */
  readonly isBanned: (address: string) => boolean;
  /** Returns where a request came from. */
  readonly peerOf: (context: Context) => ProxiedPeer;
}

/** Bytes of a form: a name and a password of any letters, each written in nine bytes. */
const MAX_BODY = 16 * 1024;
/** How long a form may take to come, in milliseconds. */
const BODY_MS = 10_000;
/** How long the Server may take: through a reload, and a queue of hashes. */
const ANSWER_MS = 20_000;
const MAX_NAME = 100;
const MAX_PASSWORD = 1000;
/** Forms of all clients that may be looked at at once; half of them from one address. */
const MAX_UNDER_WAY = 40;
/** Forms per second from one address, and how many may come at once. */
const RATE = { connectionRatePerAddress: 1, connectionBurstPerAddress: 10, connectionRate: 0 };

const FOREIGN = "That form came from another site, so nothing was done. Use the one here.";
const OUTDATED = "That page had been open for too long. Try again.";
const UNREADABLE = "That form could not be read. Try again.";
const BUSY = "Too many are signing in just now. Try again in a moment.";
const BANNED = "Connections from your address are not accepted here.";

/** Lets people sign in and out at `/login` and `/logout`, and the game's page at `/session`. */
export function addSignInRoutes(app: Hono, options: SignInRoutesOptions): void {
  const routes = new SignInRoutes(options);
  const sheet = pageFile("/sign_in/sign_in.css", style);
  app.get(
    sheet.path,
    ({ req }) => answerFile(sheet, req.header("if-none-match"), req.header("accept-encoding")),
  );
  app.get("/login", (context) => routes.show(context));
  app.post("/login", (context) => routes.signIn(context));
  app.post("/logout", (context) => routes.signOut(context));
  app.post("/session", (context) => routes.redeem(context));
  app.delete("/session", (context) => routes.leave(context));
}

class SignInRoutes {
  readonly #options: SignInRoutesOptions;
  readonly #seals: FormSeals;
  readonly #codeSteps: CodeSteps;
  readonly #gate: ConnectionGate;
  readonly #slots = new RequestSlots(MAX_UNDER_WAY);

  constructor(options: SignInRoutesOptions) {
    this.#options = options;
    this.#seals = new FormSeals(options.random);
    this.#codeSteps = new CodeSteps(options);
    this.#gate = new ConnectionGate(RATE, options.clock);
  }

  async show(context: Context): Promise<Response> {
    if (this.#isBanned(context)) return this.#page(context, { status: 403, problem: BANNED });
    return await this.#page(context, { status: 200 });
  }

  async signIn(context: Context): Promise<Response> {
    using slot = this.#slot(context);
    const form = slot === undefined ? TOO_OFTEN : await this.#form(context);
    if (!(form instanceof URLSearchParams)) return await this.#page(context, form);
    const ticket = form.get("codeTicket");
    if (ticket !== null) return await this.#signInByCode(context, form, ticket);
    const [name, next] = [form.get("name") ?? "", form.get("next")];
    const password = form.get("password") ?? "";
    const isTooLong = name.length > MAX_NAME || password.length > MAX_PASSWORD;
    const verdict = isTooLong
      ? WRONG
      : await this.#verdict(context, name, { kind: "password", password });
    if (verdict.kind === "signedIn") return this.#entered(context, verdict.token, localPath(next));
    if (verdict.kind !== "code") {
      return await this.#page(context, { ...problemOf(verdict), name, next });
    }
    const step = { name, wanted: verdict, seal: form.get("seal") ?? "" };
    return await this.#page(context, {
      status: 200,
      next,
      codeTicket: this.#codeSteps.begin(step),
    });
  }

  async #signInByCode(context: Context, form: URLSearchParams, ticket: string): Promise<Response> {
    const [next, code] = [form.get("next"), form.get("code") ?? ""];
    const step = this.#codeSteps.take(ticket, form.get("seal") ?? "");
    if (step === undefined) {
      return await this.#page(context, { status: 403, problem: OUTDATED, next });
    }
    const { uid, passwordMark } = step.wanted;
    const verdict = code.length > MAX_PASSWORD
      ? WRONG
      : await this.#verdict(context, step.name, { kind: "code", code, uid, passwordMark });
    if (verdict.kind === "signedIn") return this.#entered(context, verdict.token, localPath(next));
    return await this.#page(context, {
      ...codeProblemOf(verdict),
      next,
      codeTicket: this.#codeSteps.begin(step),
    });
  }

  async signOut(context: Context): Promise<Response> {
    const form = await this.#form(context);
    if (!(form instanceof URLSearchParams)) return await this.#page(context, form);
    await this.#options.browsers.signOut(context.req.header("cookie"));
    context.header("set-cookie", noCookie(this.#peer(context).isSecure));
    return context.redirect("/", 303);
  }

  /** Signs in the browser of a page that logged in to the game. */
  async redeem(context: Context): Promise<Response> {
    using slot = this.#slot(context);
    if (slot === undefined) return said(context, TOO_OFTEN);
    if (!this.#isFromOwnPage(context)) return said(context, { status: 403, problem: FOREIGN });
    const ticket = await this.#body(context, "application/json");
    if (typeof ticket !== "string") return said(context, ticket);
    const outcome = await this.#options.browsers.redeem(ticketIn(ticket), this.#visit(context));
    if (outcome.kind === "void") return said(context, { status: 403, problem: OUTDATED });
    if (outcome.kind === "unanswered") return said(context, { status: 503, problem: AWAY });
    if (outcome.kind === "signedIn") this.#giveToken(context, outcome.token);
    return context.body(null, 204, NO_STORE);
  }

  /** Signs out the browser of a page. */
  async leave(context: Context): Promise<Response> {
    if (!this.#isFromOwnPage(context)) return said(context, { status: 403, problem: FOREIGN });
    await this.#options.browsers.signOut(context.req.header("cookie"));
    context.header("set-cookie", noCookie(this.#peer(context).isSecure));
    return context.body(null, 204, NO_STORE);
  }

  #entered(context: Context, token: string, path: string): Response {
    this.#giveToken(context, token);
    return context.redirect(path, 303);
  }

  #giveToken(context: Context, token: string): void {
    const { isSecure } = this.#peer(context);
    const maxAge = this.#options.browsers.lifeSeconds;
    context.header("set-cookie", tokenCookie(token, { isSecure, maxAge }), { append: true });
    for (const [name, value] of Object.entries(NO_STORE)) context.header(name, value);
  }

  async #verdict(context: Context, name: string, proof: Authenticate["proof"]) {
    const { questions, clock, browsers } = this.#options;
    const { address } = this.#peer(context);
    const { signal } = context.req.raw;
    const limits = { deadline: clock.now() + ANSWER_MS, signal };
    const question = { name, address, protocolKey: "web", proof };
    const answer = await questions.ask("authenticate", question, limits);
    if (answer.kind !== "answered") return { kind: "unanswered" } as const;
    if (answer.value.kind !== "ok") return answer.value;
    return await browsers.signIn(answer.value.uid, this.#visit(context));
  }

  /** Returns a form that was sent from here, or why it is not taken. */
  async #form(context: Context): Promise<URLSearchParams | Problem> {
    if (this.#isBanned(context)) return { status: 403, problem: BANNED };
    if (!this.#isFromOwnPage(context)) return { status: 403, problem: FOREIGN };
    const body = await this.#body(context, "application/x-www-form-urlencoded");
    if (typeof body !== "string") return body;
    const form = new URLSearchParams(body);
    const fits = this.#seals.fits(form.get("seal") ?? "", context.req.header("cookie"));
    return fits ? form : { status: 403, problem: OUTDATED };
  }

  async #body({ req }: Context, type: string): Promise<string | Problem> {
    const [given] = (req.header("content-type") ?? "").split(";");
    if (given?.trim().toLowerCase() !== type) return { status: 415, problem: UNREADABLE };
    const { clock } = this.#options;
    const body = await readBodyInTime(req.raw, { maxBytes: MAX_BODY, clock, ms: BODY_MS });
    if (body === "tooLong") return { status: 413, problem: UNREADABLE };
    if (body === "late" || body === "gone") return { status: 408, problem: UNREADABLE };
    return new TextDecoder().decode(body ?? new Uint8Array());
  }

  async #page(
    context: Context,
    { status, retryAfter, next, ...shown }:
      & Partial<Omit<Problem, "status">>
      & Partial<Pick<LoginPage, "name" | "codeTicket">>
      & { readonly status: number; readonly next?: string | null },
  ): Promise<Response> {
    const { browsers, serverName } = this.#options;
    const cookies = context.req.header("cookie");
    const { isSecure } = this.#peer(context);
    const { seal, cookie } = this.#seals.seal(cookies, isSecure);
    const who = await browsers.visitors.of(this.#visit(context));
    const page = loginPage({
      ...{ serverName, seal, uname: who?.uname, ...shown },
      next: localPath(next ?? context.req.query("next")),
    });
    const response = new Response(String(await page), { status, headers: PAGE_HEADERS });
    if (cookie !== undefined) response.headers.append("set-cookie", cookie);
    if (retryAfter !== undefined) response.headers.set("retry-after", String(retryAfter));
    return response;
  }

  #slot(context: Context): Disposable | undefined {
    const { address } = this.#peer(context);
    if (this.#gate.refusal(address) !== undefined) return undefined;
    return this.#slots.take(address);
  }

  #isBanned(context: Context): boolean {
    return this.#options.isBanned(this.#peer(context).address);
  }

  #isFromOwnPage(context: Context): boolean {
    const { req } = context;
    return isFromOwnPage({
      origin: req.header("origin"),
      host: req.header("host"),
      site: req.header("sec-fetch-site"),
      isSecure: this.#peer(context).isSecure,
    });
  }

  #peer(context: Context): ProxiedPeer {
    return this.#options.peerOf(context);
  }

  #visit(context: Context): Visit {
    return { cookies: context.req.header("cookie"), address: this.#peer(context).address };
  }
}

const WRONG = { kind: "wrong" } as const;

const TOO_OFTEN: Problem = { status: 429, problem: BUSY, retryAfter: 1 };

const NO_STORE = { "cache-control": "no-store" };

/** Without a referrer, a browser would not say that a form is from here (Fetch, section 3.2). */
const PAGE_HEADERS = {
  ...NO_STORE,
  "content-type": "text/html; charset=utf-8",
  "content-security-policy": contentSecurityPolicy("'self'"),
  "referrer-policy": "same-origin",
};

function said(context: Context, { status, problem }: Problem): Response {
  return context.text(problem, status, NO_STORE);
}

/** Returns the ticket that a page sends; what is none is no ticket either. */
function ticketIn(body: string): string {
  try {
    return String(JSON.parse(body)?.ticket);
  } catch {
    return "";
  }
}
