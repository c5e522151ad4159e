import type { ListLayout } from "../../core/text/blocks.ts";
import { escapeMarkup, stripMarkup } from "../../core/text/escape.ts";
import { heading } from "../../core/text/heading.ts";
import { list } from "../../core/text/list.ts";
import { table } from "../../core/text/table.ts";

const LAYOUTS: readonly ListLayout[] = ["bullets", "numbers", "columns", "choices"];

/**
 * Reads the text of a frame in the dialect of our own page, laid out as on a terminal, so that a
 * visit by websocket reads like one by telnet.
 *
 * @param parts A string, or spans (`{ t }`), tables, headings and lists as the page gets them.
 */
export function frameText(parts: unknown): string {
  if (typeof parts === "string") return parts;
  const all = arrayOf(parts);
  return stripMarkup(
    all.map((part, nth) => {
      const isApart = nth > 0 && isBlock(all[nth - 1]);
      return `${isApart ? "\n" : ""}${partMarkup(part)}`;
    }).join(""),
  );
}

/** A block begins a line of its own, and ends it without a newline. */
function isBlock(part: unknown): boolean {
  return typeof part === "object" && part !== null && !("t" in part);
}

function partMarkup(part: unknown): string {
  if (typeof part === "string") return escapeMarkup(part);
  if (typeof part !== "object" || part === null) return "";
  if ("table" in part) return tableMarkup(part.table, "head" in part ? part.head : []);
  if ("heading" in part) return heading(spansMarkup(part.heading));
  if ("list" in part) return listMarkup(part.list, "layout" in part ? part.layout : "");
  return "t" in part && typeof part.t === "string" ? escapeMarkup(part.t) : "";
}

function tableMarkup(rows: unknown, head: unknown): string {
  const cells = arrayOf(rows).map((row) => arrayOf(row).map(spansMarkup));
  const names = arrayOf(head).map(spansMarkup);
  return table(cells, names.length === 0 ? {} : { head: names });
}

function listMarkup(items: unknown, layout: unknown): string {
  const known = LAYOUTS.find((name) => name === layout) ?? "bullets";
  return list(arrayOf(items).map(spansMarkup), { layout: known });
}

function spansMarkup(spans: unknown): string {
  return arrayOf(spans).map(partMarkup).join("");
}

function arrayOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
