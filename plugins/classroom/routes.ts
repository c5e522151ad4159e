import type { Game, PluginApp, PluginEnv } from "@vestibule/core";
import { type Context, Hono } from "hono";
import { timingSafeEqual } from "hono/utils/buffer";
import * as v from "valibot";
import type { Classroom } from "./classroom.ts";
import boardPage from "./pages/board.html" with { type: "text" };
import boardScript from "./pages/board.js" with { type: "text" };
import joinPage from "./pages/join.html" with { type: "text" };
import joinScript from "./pages/join.js" with { type: "text" };
import style from "./pages/classroom.css" with { type: "text" };
import type { Seats } from "./seats.ts";
import type { ClassroomSettings } from "./settings.ts";

/** What the pages are made of. */
export interface PagesParts {
  readonly seats: Seats;
  readonly classroom: Classroom;
  readonly settings: Pick<ClassroomSettings, "teacherKey" | "viewKey">;
}

type Env = { Bindings: PluginEnv };

const HTML = "text/html; charset=utf-8";
const SCRIPT = "text/javascript; charset=utf-8";
const STYLE = "text/css; charset=utf-8";

const FILES: Readonly<Record<string, readonly [type: string, body: string]>> = {
  "/join": [HTML, joinPage],
  "/board": [HTML, boardPage],
  "/join.js": [SCRIPT, joinScript],
  "/board.js": [SCRIPT, boardScript],
  "/classroom.css": [STYLE, style],
};

const seatNumber = v.pipe(v.number(), v.integer(), v.minValue(1));
const ACT = v.variant("act", [
  v.strictObject({ act: v.literal("chapter"), number: seatNumber }),
  v.strictObject({ act: v.literal("reset"), seat: seatNumber }),
  v.strictObject({ act: v.literal("resetAll") }),
]);

/** Makes the pages: where to join, and the board, with what it asks and does. */
export function classroomPages(parts: PagesParts): PluginApp {
  const { seats, classroom, settings } = parts;
  const app = new Hono<Env>();
  for (const [path, [type, body]] of Object.entries(FILES)) {
    app.get(path, (c) => c.body(body, 200, { "content-type": type, "cache-control": "no-cache" }));
  }
  app.get("/seats", async (c) => {
    const role = await roleOf(c, settings);
    if (role === null) return refused(c);
    const board = classroom.board(c.env.game);
    const codes = role === "teacher" ? seats.all.map(({ code }) => code) : null;
    return c.json({ role, codes, ...board }, 200, { "cache-control": "no-store" });
  });
  app.post("/act", async (c) => {
    if (await roleOf(c, settings) !== "teacher") return refused(c);
    const wish = v.safeParse(ACT, await c.req.json().catch(() => null));
    if (!wish.success) return c.json({ ok: false, why: "That is nothing that can be done." }, 400);
    const why = await carryOut(wish.output, { ...parts, game: c.env.game });
    return why === null ? c.json({ ok: true }) : c.json({ ok: false, why }, 404);
  });
  return app;
}

/** Does what the teacher wants; returns why not, or `null`. */
async function carryOut(
  wish: v.InferOutput<typeof ACT>,
  { seats, classroom, game }: PagesParts & { readonly game: Game },
): Promise<string | null> {
  switch (wish.act) {
    case "chapter":
      return await classroom.send(wish.number, game) ? null : "There is no such chapter.";
    case "resetAll":
      await classroom.resetAll(game);
      return null;
    case "reset": {
      const seat = seats.all[wish.seat - 1];
      if (seat === undefined) return "There is no such seat.";
      await classroom.reset(seat, game);
      return null;
    }
  }
}

/** Who asks, by the key they have. */
async function roleOf(c: Context<Env>, { teacherKey, viewKey }: PagesParts["settings"]) {
  const key = /^Bearer (\S+)$/.exec(c.req.header("authorization") ?? "")?.[1] ?? "";
  if (await timingSafeEqual(key, teacherKey)) return "teacher";
  return await timingSafeEqual(key, viewKey) ? "view" : null;
}

function refused(c: Context<Env>): Response {
  return c.json({ ok: false, why: "Open the link that the start has printed." }, 403);
}
