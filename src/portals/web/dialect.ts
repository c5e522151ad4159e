import type { Call } from "../../core/boundary/messages.ts";
import type { Block } from "../../core/text/blocks.ts";
import { mapSpans } from "../../core/text/map_spans.ts";
import { layOut } from "../../core/text/lay_out.ts";
import type { Span } from "../../core/text/spans.ts";
import { renderHtmlBlocks } from "../render/html.ts";
import { type JsonSpan, renderJson, renderJsonBlocks } from "../render/json.ts";
import { RULING } from "../render/ruling.ts";
import type { SharedRender } from "../render/shared_render.ts";

/** Subprotocol of this server's own page: Evennia's frames, with text as JSON spans. */
export const SPANS_PROTOCOL = "spans.vestibule";

/** Subprotocol of Evennia's web client: text as HTML (behaviour 12.1.3). */
export const V1_PROTOCOL = "v1.evennia.com";

/** How text is written in the frames sent to a client. */
export type TextForm = "spans" | "v1";

/** How one client is written to. */
export interface FrameStyle {
  readonly dialect: TextForm;
  /** The user wants no colours, whatever the client can show. */
  readonly noColor: boolean;
  /** The user listens: the page gets plain lines, its tables and lists in sentences. */
  readonly isSpoken?: boolean;
}

/**
 * Writes one outputfunc call as a text frame, or returns `null` for what is never sent:
 * `options` (behaviour 12.1.3) and arguments that JSON cannot hold.
 *
 * @param call The call; the first argument of `text` and `prompt` is markup.
 * @param style How this client is written to.
 * @param shared Renderings that other sessions may already have made.
 */
export function writeFrame(call: Call, style: FrameStyle, shared: SharedRender): string | null {
  const [name, args, kwargs] = call;
  if (name === "options") return null;
  try {
    if (name === "text" || name === "prompt") {
      const markup = typeof args[0] === "string" ? args[0] : String(args[0] ?? "");
      return `["${name}",[${renderText(name, markup, { style, shared })}],${
        JSON.stringify(kwargs)
      }]`;
    }
    return JSON.stringify([name, args, kwargs]);
  } catch (error) {
    if (error instanceof TypeError) return null; // circular, or a bigint
    throw error;
  }
}

/** Renders markup to the JSON text of the frame's argument, once for all sessions. */
function renderText(
  name: "text" | "prompt",
  markup: string,
  { style, shared }: { readonly style: FrameStyle; readonly shared: SharedRender },
): string {
  const render = style.dialect === "spans" ? renderJsonBlocks : renderHtmlBlocks;
  const isSpoken = style.isSpoken === true && style.dialect === "spans";
  const look = isSpoken ? "spoken" : style.noColor ? "plain" : "color";
  return shared.renderBlocks(`websocket:${name}:${style.dialect}:${look}`, markup, (blocks) => {
    if (isSpoken) return JSON.stringify(renderSpoken(blocks));
    const shown = name === "prompt" ? inLine(blocks) : blocks;
    return JSON.stringify(render(style.noColor ? mapSpans(shown, withoutColor) : shown));
  });
}

/** What is drawn for the eye is left out; what can be chosen stays so. */
function renderSpoken(blocks: readonly Block[]): readonly JsonSpan[] {
  return renderJson(layOut(blocks, { form: "spoken" })).map(({ t, c, u }) => ({
    t: t.replace(RULING, ""),
    ...(c !== undefined && { c }),
    ...(u !== undefined && { u }),
  }));
}

/** A prompt is one line of text, whatever it was made of. */
function inLine(blocks: readonly Block[]): readonly Block[] {
  return [{ kind: "text", spans: layOut(blocks) }];
}

function withoutColor({ fg: _fg, bg: _bg, ...rest }: Span): Span {
  return rest;
}

/** Writes the frame that hides or shows what is typed; only our own page knows it. */
export function writeInputMode(mode: "normal" | "secret"): string {
  return JSON.stringify(["input_mode", [mode], {}]);
}
