import type { Context, Hono } from "hono";
import * as v from "valibot";
import type { Clock } from "../../core/clock.ts";
import { answerFile, type PageFile } from "../web/page_file.ts";
import type { Pass, PassOf } from "./access.ts";
import { actOn, ActSchema, actText } from "./act_request.ts";
import { jsonBody, type JsonBodyOptions } from "./json_body.ts";
import type { House } from "./house.ts";
import type { Actor } from "./house_control.ts";
import { NO_ENTRY } from "./no_entry.ts";
import type { Observatory } from "./observatory.ts";
import { streamResponse } from "./stream_response.ts";
import { actOnTour, TourSchema } from "./tour_request.ts";

/** What the observatory answers with over HTTP. */
export interface ObservatoryRoutesOptions {
  readonly observatory: Observatory;
  readonly clock: Clock;
  /** The world's name. */
  readonly serverName: string;
  readonly passOf: PassOf;
  /** The page, at `/observatory`, and its files. */
  readonly files: readonly PageFile[];
  /** How many streams there may be at once. */
  readonly maxStreams: number;
}

const PAGE = "/observatory";
/** The house that is served, and no tour's. */
const MAIN = "main";
const NO_STORE = { "cache-control": "no-store" };
/** A link is good for a day at most. */
const MOST_MINUTES = 24 * 60;

const LinkSchema = v.strictObject({
  minutes: v.pipe(v.number(), v.minValue(1), v.maxValue(MOST_MINUTES)),
});
const RevokeSchema = v.strictObject({ id: v.number() });
const InspectSchema = v.object({
  house: v.optional(v.string(), MAIN),
  sessid: v.pipe(v.string(), v.regex(/^[1-9]\d{0,14}$/), v.transform(Number)),
  line: v.optional(v.pipe(v.string(), v.maxLength(6_000))),
});

/**
 * Adds the observatory: its page, the stream that it reads, what it does and asks, and links that
 * let others look.
 */
export function addObservatoryRoutes(app: Hono, options: ObservatoryRoutesOptions): void {
  const routes = new ObservatoryRoutes(options);
  for (const file of options.files) {
    app.get(file.path, (context) => routes.file(context, file));
  }
  app.get(`${PAGE}/stream`, (context) => routes.stream(context));
  app.get(`${PAGE}/inspect`, (context) => routes.inspect(context));
  app.post(`${PAGE}/act`, (context) => routes.act(context));
  app.get(`${PAGE}/tour`, (context) => routes.chapters(context));
  app.post(`${PAGE}/tour`, (context) => routes.tour(context));
  app.get(`${PAGE}/links`, (context) => routes.links(context));
  app.post(`${PAGE}/links`, (context) => routes.makeLink(context));
  app.post(`${PAGE}/links/revoke`, (context) => routes.revokeLink(context));
}

class ObservatoryRoutes {
  readonly #options: ObservatoryRoutesOptions;
  #streams = 0;

  constructor(options: ObservatoryRoutesOptions) {
    this.#options = options;
  }

  /** The page is for those who may look; its styles and scripts tell nothing of anybody. */
  async file(context: Context, file: PageFile): Promise<Response> {
    const mayLook = file.path !== PAGE || await this.#options.passOf(context) !== undefined;
    if (!mayLook) return context.html(NO_ENTRY, 403, NO_STORE);
    const { req } = context;
    return answerFile(file, req.header("if-none-match"), req.header("accept-encoding"));
  }

  async stream(context: Context): Promise<Response> {
    const { observatory, serverName, maxStreams } = this.#options;
    const pass = await this.#pass(context);
    if (pass === undefined) return refuse(context);
    const found = observatory.recorderOf(context.req.query("house") ?? MAIN);
    if (found === undefined) return answer(context, 404, "There is no such house.");
    if (this.#streams >= maxStreams) return answer(context, 503, "Too many look already.");
    this.#streams++;
    const onEnd = () => void this.#streams--;
    return streamResponse({ observatory, ...found, serverName, pass, onEnd });
  }

  async inspect(context: Context): Promise<Response> {
    if (await this.#pass(context) === undefined) return refuse(context);
    const asked = v.safeParse(InspectSchema, context.req.query());
    if (!asked.success) return answer(context, 400, "Say which session: sessid=1.");
    const { house, sessid, line } = asked.output;
    const control = this.#controlOf(house);
    if (control === undefined) return answer(context, 404, NOT_TO_ACT_ON);
    const outcome = await control.inspect(line === undefined ? { sessid } : { sessid, line });
    return context.json(outcome, 200, NO_STORE);
  }

  async act(context: Context): Promise<Response> {
    const request = await this.#body(context, ActSchema);
    if (request instanceof Response) return request;
    const { actor, body: act } = request;
    const control = this.#controlOf(act.house);
    if (control === undefined) return answer(context, 404, NOT_TO_ACT_ON);
    const text = actText(act);
    if (text !== undefined) await control.record(actor, text);
    return context.json(await actOn(control, act), 200, NO_STORE);
  }

  async chapters(context: Context): Promise<Response> {
    if (await this.#pass(context) === undefined) return refuse(context);
    const tours = await this.#options.observatory.tours?.();
    if (tours === undefined) return answer(context, 404, NO_TOUR);
    return context.json({ ok: true, chapters: tours.chapters }, 200, NO_STORE);
  }

  async tour(context: Context): Promise<Response> {
    const request = await this.#body(context, TourSchema);
    if (request instanceof Response) return request;
    const tours = await this.#options.observatory.tours?.();
    if (tours === undefined) return answer(context, 404, NO_TOUR);
    return context.json(await actOnTour(tours, request.body), 200, NO_STORE);
  }

  async links(context: Context): Promise<Response> {
    if ((await this.#pass(context))?.access !== "full") return refuse(context);
    return context.json({ ok: true, links: this.#options.observatory.links.all }, 200, NO_STORE);
  }

  async makeLink(context: Context): Promise<Response> {
    const request = await this.#body(context, LinkSchema);
    if (request instanceof Response) return request;
    const { actor, body: { minutes } } = request;
    const { token, ...link } = this.#options.observatory.links.make(minutes);
    await this.#controlOf(MAIN)?.record(actor, `link ${link.id} for ${minutes} minutes`);
    const url = new URL(PAGE, context.req.header("origin") ?? context.req.url);
    url.searchParams.set("key", token);
    return context.json({ ok: true, ...link, url: url.href }, 200, NO_STORE);
  }

  async revokeLink(context: Context): Promise<Response> {
    const request = await this.#body(context, RevokeSchema);
    if (request instanceof Response) return request;
    const { actor, body: { id } } = request;
    if (!this.#options.observatory.links.revoke(id)) {
      return answer(context, 404, "There is no such link; it may have ended.");
    }
    await this.#controlOf(MAIN)?.record(actor, `link ${id} ended`);
    return context.json({ ok: true }, 200, NO_STORE);
  }

  async #pass(context: Context): Promise<Pass | undefined> {
    return isForeign(context) ? undefined : await this.#options.passOf(context);
  }

  #controlOf(name: string): House["control"] {
    return this.#options.observatory.houses.get(name)?.control;
  }

  /** Returns who wants to have what done, or what is answered instead. */
  async #body<Schema extends v.GenericSchema>(
    context: Context,
    schema: Schema,
  ): Promise<{ readonly actor: Actor; readonly body: v.InferOutput<Schema> } | Response> {
    const pass = await this.#pass(context);
    if (pass?.access !== "full") return refuse(context);
    const { clock } = this.#options;
    const no: JsonBodyOptions<Schema>["refuse"] = (status, why) => answer(context, status, why);
    const body = await jsonBody(context, { clock, schema, refuse: no });
    return body instanceof Response ? body : { actor: pass.actor, body };
  }
}

const NO_TOUR = "There is no tour here.";
const NOT_TO_ACT_ON = "There is no such house, or it can only be looked at.";

/** A page of another site may not even begin to read: browsers say when one asks. */
function isForeign({ req }: Context): boolean {
  const site = req.header("sec-fetch-site");
  return site !== undefined && site !== "same-origin" && site !== "none";
}

function refuse(context: Context): Response {
  return answer(context, 403, "This is not open to you: see the page /observatory.");
}

function answer(context: Context, status: 400 | 403 | 404 | 408 | 413 | 415 | 503, why: string) {
  return context.json({ ok: false, why }, status, NO_STORE);
}
