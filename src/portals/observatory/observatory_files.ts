import cards from "./client/cards.css" with { type: "text" };
import lifecycle from "./client/lifecycle.css" with { type: "text" };
import narrow from "./client/narrow.css" with { type: "text" };
import observatory from "./client/observatory.css" with { type: "text" };
import panels from "./client/panels.css" with { type: "text" };
import sequence from "./client/sequence.css" with { type: "text" };
import stage from "./client/stage.css" with { type: "text" };
import time from "./client/time.css" with { type: "text" };
import tour from "./client/tour.css" with { type: "text" };
import page from "./client/index.html" with { type: "text" };
import tokens from "../web/client/tokens.css" with { type: "text" };
import { namedPage, type PageFile, pageFile } from "../web/page_file.ts";
import { SCRIPTS } from "./observatory_scripts.ts";
import { replayPage } from "./replay_page.ts";

/** In the order in which they overrule one another. */
const STYLES = {
  "observatory.css": observatory,
  "cards.css": cards,
  "lifecycle.css": lifecycle,
  "stage.css": stage,
  "sequence.css": sequence,
  "panels.css": panels,
  "time.css": time,
  "tour.css": tour,
  "narrow.css": narrow,
} as const;

/**
 * Returns the files of the observatory: its page, and what the page is made of.
 *
 * `/observatory/client/replay.html` is the page as one file without a recording: an export puts
 * one into it.
 *
 * @param serverName The world's name, shown in the page's title.
 */
export function observatoryFiles(serverName: string): readonly PageFile[] {
  const parts = { page, styles: [tokens, ...Object.values(STYLES)], scripts: SCRIPTS };
  const files = Object.entries({ ...STYLES, ...SCRIPTS });
  return [
    pageFile("/observatory", namedPage(page, serverName)),
    pageFile("/observatory/client/replay.html", namedPage(replayPage(parts), serverName)),
    ...files.map(([name, body]) => pageFile(`/observatory/client/${name}`, body)),
  ];
}
