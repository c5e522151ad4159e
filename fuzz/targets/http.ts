import assert from "node:assert/strict";
import { Hono } from "hono";
import * as v from "valibot";
import { HttpRequestSchema } from "../../src/core/boundary/http_question.ts";
import type { Answer, Asks } from "../../src/core/boundary/questions.ts";
import { ManualClock } from "../../src/core/clock.ts";
import { ActSchema } from "../../src/portals/observatory/act_request.ts";
import { jsonBody } from "../../src/portals/observatory/json_body.ts";
import { TourSchema } from "../../src/portals/observatory/tour_request.ts";
import { createApp } from "../../src/portals/web/app.ts";
import { LabBrowser, ORIGIN, signInLab } from "../../tests/portals/web/sign_in/sign_in_lab.ts";
import { httpResponse } from "../../tests/core/boundary/http_samples.ts";
import { textOf } from "../checks.ts";
import type { FuzzTarget } from "../fuzz_target.ts";

const MAX_BODY = 512;
const LIMITS = {
  ...{ pluginHttpMaxBody: MAX_BODY, pluginHttpMaxHeaders: 20, pluginHttpTimeout: 1000 },
  ...{ pluginHttpMaxRequests: 2, pluginHttpRate: 0, pluginHttpBurst: 1 },
};
/** The longest page of signing in, in characters. */
const MAX_PAGE = 20_000;

/** The form of signing in, and the ticket of a page: the first byte chooses. */
export const LOGIN_FORM: FuzzTarget = {
  name: "login_form",
  holds: "an answer that is foreseen, of bounded length, with nothing of the form as HTML",
  words: ["name=", "password=", "&next=", "/plugins/", "%3Cscript%3E", '{"ticket":"'],
  async run(bytes) {
    const [choice = 0] = bytes;
    const lab = signInLab();
    lab.server.authenticated = { kind: "wrong" };
    const browser = new LabBrowser(lab.fetch);
    const answer = choice & 1
      ? await ticket(browser, bytes.subarray(1))
      : await form(browser, bytes);
    assert.ok([200, 303, 400, 403, 413, 415].includes(answer.status), `status ${answer.status}`);
    const page = await answer.text();
    assert.ok(page.length < MAX_PAGE, `${page.length} characters`);
    const blank = await (await browser.send("/login")).text();
    if (page.startsWith("<")) assert.equal(tagsOf(page), tagsOf(blank));
  },
};

/** Returns the names of a page's elements; what is said of a mistake is a paragraph more. */
function tagsOf(page: string): string {
  const tags = [...page.matchAll(/<[^\s>]*/g)].map(([tag]) => tag);
  return tags.filter((tag) => !/^<\/?p$/.test(tag)).join(" ");
}

async function form(browser: LabBrowser, bytes: Uint8Array<ArrayBufferLike>): Promise<Response> {
  const seal = new TextEncoder().encode(`seal=${await browser.seal()}&`);
  return await browser.send("/login", {
    method: "POST",
    headers: { origin: ORIGIN, "content-type": "application/x-www-form-urlencoded" },
    body: Uint8Array.from([...seal, ...bytes.subarray(1)]),
  });
}

async function ticket(browser: LabBrowser, bytes: Uint8Array): Promise<Response> {
  return await browser.send("/session", {
    method: "POST",
    headers: { origin: ORIGIN, "content-type": "application/json" },
    body: Uint8Array.from(bytes),
  });
}

/** What somebody wants of the observatory, as JSON: the first byte chooses acts or the tour. */
export const OBSERVATORY_ACTS: FuzzTarget = {
  name: "observatory_acts",
  holds: "taken as its schema says, or refused with 400 or 413 in a sentence",
  words: [
    '"act":"delay"',
    '"house":"main"',
    '"sessid":1',
    '"ms":10',
    '"chapter":1',
    '"pace":"step"',
  ],
  async run(bytes) {
    const schema: v.GenericSchema = (bytes[0] ?? 0) & 1 ? ActSchema : TourSchema;
    const app = new Hono();
    app.post("/", async (context) => {
      const found = await jsonBody(context, {
        ...{ clock: new ManualClock(), schema },
        refuse: (status, why) => context.text(why, status),
      });
      if (found instanceof Response) return found;
      assert.ok(v.is(schema, found));
      return context.text("taken");
    });
    app.onError((error) => {
      throw error;
    });
    const headers = { "sec-fetch-site": "same-origin", "content-type": "application/json" };
    const body = Uint8Array.from(bytes.subarray(1));
    const answer = await app.request("/", { method: "POST", headers, body });
    assert.ok([200, 400, 413].includes(answer.status), `status ${answer.status}`);
    const text = await answer.text();
    if (answer.status === 400) assert.match(text, /^Cannot do that as ".*" is [^]*\.$/s);
    assert.ok(text.length <= bytes.length + 200, "the answer is longer than the request");
  },
};

/** A request to a plugin: its method, its path, its headers and its body, with line ends between. */
export const PLUGIN_HTTP: FuzzTarget = {
  name: "plugin_http",
  holds: "what reaches the game is a request as its schema says, without our own cookies",
  words: [
    "GET\n",
    "POST\n",
    "/weather/today?x=%20\n",
    "cookie: vestibule=",
    "x-a: 1\n",
    "\n\n",
    "%2e%2e/",
  ],
  async run(bytes) {
    const request = requestOf(bytes);
    if (request === undefined) return;
    const server = new CheckingServer();
    const app = createApp({
      serverName: "The Old House",
      ready: () => ({ ready: true }),
      plugins: {
        ...{ questions: server, clock: new ManualClock(5_000), limits: LIMITS },
        ...{ isBanned: () => false, addressOf: () => "192.0.2.1" },
      },
    });
    const answer = await app.fetch(request);
    await answer.body?.cancel();
    assert.ok(
      [200, 204, 403, 404, 405, 413, 431].includes(answer.status),
      `status ${answer.status}`,
    );
    if (server.asked > 0) assert.equal(answer.status, 200);
  },
};

/** A Server whose plugins answer everything alike. */
class CheckingServer implements Asks {
  asked = 0;

  ask(_name: string, asked: unknown): Promise<Answer<never>> {
    this.asked++;
    assert.ok(v.is(HttpRequestSchema, asked), "the request does not fit its schema");
    assert.ok((asked.body?.length ?? 0) <= MAX_BODY, "the body is too long");
    assert.doesNotMatch(asked.plugin, /\//);
    const cookies = asked.headers.filter(([name]) => name === "cookie").map(([, value]) => value);
    for (const cookie of cookies.flatMap((value) => value.split(";"))) {
      assert.doesNotMatch(cookie, /^\s*vestibule(?:_form)?\s*=/);
    }
    const answer: unknown = { kind: "answered", value: httpResponse("yes") };
    return Promise.resolve(answer as Answer<never>); // as the schema of the question says
  }
}

/** Makes a request, if these bytes can be one: a library reads HTTP itself before we do. */
function requestOf(bytes: Uint8Array): Request | undefined {
  const [method = "", path = "", ...lines] = textOf(bytes).split("\n");
  const end = lines.indexOf("");
  const head = end < 0 ? lines : lines.slice(0, end);
  const body = end < 0 ? "" : lines.slice(end + 1).join("\n");
  try {
    const headers = head.map((line): [string, string] => {
      const [name = "", ...value] = line.split(":");
      return [name, value.join(":")];
    });
    const hasBody = method !== "GET" && method !== "HEAD" && body !== "";
    const url = `http://house.example/plugins/${path.replace(/^\//, "")}`;
    return new Request(url, { method, headers, ...(hasBody && { body }) });
  } catch {
    return undefined;
  }
}
