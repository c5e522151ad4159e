import { ManualClock } from "../../../../src/core/clock.ts";
import { Trace, type TraceEvent } from "../../../../src/core/trace/trace.ts";
import { createApp } from "../../../../src/portals/web/app.ts";
import { Browsers } from "../../../../src/portals/web/sign_in/browsers.ts";
import { countedBytes } from "./counted_bytes.ts";
import { kept, StandingServer } from "./standing_server.ts";

/** Where the pages of these tests are. */
export const ORIGIN = "http://house.example";

/** A form, as it is sent. */
export interface SentForm {
  readonly fields?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: BodyInit;
  /** Where it is sent from; 192.0.2.7 unless given. */
  readonly address?: string;
  readonly isSecure?: boolean;
}

/** Sends a request. */
type Send = (path: string, init?: RequestInit, form?: SentForm) => Promise<Response>;

/** The routes of signing in, before a Server that a test speaks for; account 1 is Anna's. */
export interface SignInLab {
  readonly server: StandingServer;
  readonly clock: ManualClock;
  readonly browsers: Browsers;
  /** What the trace was told. */
  readonly traced: readonly TraceEvent[];
  readonly fetch: Send;
  /** Returns a browser that has no cookies. */
  readonly browser: () => LabBrowser;
}

/** Makes the routes of signing in. */
export function signInLab(): SignInLab {
  const server = new StandingServer();
  server.standings.set(1, kept("Anna"));
  server.authenticated = { kind: "ok", uid: 1 };
  const clock = new ManualClock(1_000);
  const random = countedBytes();
  const trace = new Trace(() => clock.now());
  const traced: TraceEvent[] = [];
  trace.read((event) => traced.push(event));
  const parts = { questions: server, clock, random };
  const browsers = new Browsers({ ...parts, trace });
  const app = createApp({
    serverName: "The <Old> House",
    ready: () => ({ ready: true }),
    signIn: {
      ...parts,
      ...{ browsers, serverName: "The <Old> House" },
      isBanned: (address) => address === "203.0.113.9",
      peerOf: ({ env }) => env.peer,
    },
  });
  const fetch: Send = async (
    path,
    init = {},
    { address = "192.0.2.7", isSecure = false } = {},
  ) => {
    const headers = new Headers({ host: "house.example" });
    for (const [name, value] of new Headers(init.headers)) headers.set(name, value);
    const request = new Request(`${ORIGIN}${path}`, { ...init, headers });
    return await app.fetch(request, { peer: { address, isSecure } });
  };
  return { server, clock, browsers, traced, fetch, browser: () => new LabBrowser(fetch) };
}

/** A browser, as far as it keeps cookies and sends forms. */
export class LabBrowser {
  readonly cookies = new Map<string, string>();
  /** What the last answer set. */
  set: readonly string[] = [];
  readonly #fetch: Send;

  constructor(fetch: Send) {
    this.#fetch = fetch;
  }

  get cookie(): string {
    return [...this.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
  }

  async send(path: string, init: RequestInit = {}, form: SentForm = {}): Promise<Response> {
    const headers = { cookie: this.cookie, ...init.headers as Record<string, string> }; // as here
    const answer = await this.#fetch(path, { ...init, headers }, form);
    this.set = answer.headers.getSetCookie();
    for (const cookie of this.set) {
      const [, name = "", value = ""] = /^([^=]*)=([^;]*)/.exec(cookie) ?? [];
      if (cookie.includes("Max-Age=0")) this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
    return answer;
  }

  /** Opens the page of signing in, and returns the seal of its form. */
  async seal(): Promise<string> {
    const page = await (await this.send("/login")).text();
    return /name="seal" value="([^"]*)"/.exec(page)?.[1] ?? "";
  }

  /** Opens the page, and sends its form. */
  async post(path: string, form: SentForm = {}): Promise<Response> {
    const seal = await this.seal();
    const fields = new URLSearchParams({ seal, name: "Anna", password: "pw", ...form.fields });
    const headers = {
      origin: ORIGIN,
      "content-type": "application/x-www-form-urlencoded",
      ...form.headers,
    };
    const body = form.body ?? String(fields);
    return await this.send(path, { method: "POST", headers, body }, form);
  }
}
