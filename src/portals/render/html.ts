import type { Block, BlockPart, TableBlock } from "../../core/text/blocks.ts";
import type { Color, Link, Span, Style } from "../../core/text/spans.ts";
import { besideBlocks } from "./beside_blocks.ts";
import { channel, hexOf } from "./colors.ts";
import { linkRuns, type StyledText } from "./link_runs.ts";

const ENTITIES: ReadonlyMap<string, string> = new Map([
  ["&", "&amp;"],
  ["<", "&lt;"],
  [">", "&gt;"],
  ['"', "&quot;"],
  ["'", "&#39;"],
]);

/**
 * Renders spans as HTML for clients of Evennia's websocket protocol, version 1 (behaviour 10.4.6).
 *
 * Palette colours are classes, `fg-0` to `bg-255`; the other classes are `bold`, `underline`,
 * `italic`, `strike`, `inverse` and `blink`. All text, commands and addresses are escaped.
 */
export function renderHtml(spans: readonly Span[]): string {
  return linkRuns(spans).map(({ link, parts }) => {
    const label = parts.map(spanHtml).join("");
    return link === undefined ? label : anchor(link, label);
  }).join("");
}

/**
 * Renders blocks as HTML: tables, headings and lists are its own.
 *
 * @see {@link renderHtml}
 */
export function renderHtmlBlocks(blocks: readonly Block[]): string {
  return besideBlocks(blocks).map(blockHtml).join("");
}

function blockHtml(block: Block): string {
  switch (block.kind) {
    case "text":
      return renderHtml(block.spans);
    case "heading":
      return `<h${block.level + 1}>${renderHtml(block.spans)}</h${block.level + 1}>`;
    case "list": {
      const name = block.layout === "numbers" ? "ol" : "ul";
      return `<${name}>${partsHtml("li", block.items)}</${name}>`;
    }
    case "table":
      return tableHtml(block);
  }
}

function tableHtml({ head, rows }: TableBlock): string {
  const top = head.length === 0 ? "" : `<thead><tr>${partsHtml("th", head)}</tr></thead>`;
  const body = rows.map((row) => `<tr>${partsHtml("td", row)}</tr>`).join("");
  return `<table>${top}<tbody>${body}</tbody></table>`;
}

function partsHtml(name: "li" | "td" | "th", parts: readonly BlockPart[]): string {
  return parts.map(({ spans }) => `<${name}>${renderHtml(spans)}</${name}>`).join("");
}

function anchor(link: Link, label: string): string {
  const attributes = link.kind === "command"
    ? `class="command" data-command="${escapeHtml(link.command)}" href="#"`
    : `href="${escapeHtml(link.url)}" target="_blank" rel="noopener noreferrer"`;
  return `<a ${attributes}>${label}</a>`;
}

function spanHtml({ text, style }: StyledText): string {
  const shown = escapeHtml(text).replaceAll("\n", "<br>");
  const attributes = classAttribute(style) + styleAttribute(style);
  return attributes === "" || shown === "" ? shown : `<span${attributes}>${shown}</span>`;
}

function classAttribute(style: Style): string {
  const names = [
    ...colorClass("fg", style.fg),
    ...colorClass("bg", style.bg),
    ...(["bold", "underline", "italic", "strike", "inverse", "blink"] as const)
      .filter((name) => style[name]),
  ];
  return names.length === 0 ? "" : ` class="${names.join(" ")}"`;
}

function colorClass(ground: "fg" | "bg", color: Color | undefined): readonly string[] {
  return color?.kind === "palette" ? [`${ground}-${channel(color.index)}`] : [];
}

function styleAttribute({ fg, bg }: Style): string {
  const rules = [
    ...(fg?.kind === "rgb" ? [`color:${hexOf(fg)}`] : []),
    ...(bg?.kind === "rgb" ? [`background-color:${hexOf(bg)}`] : []),
  ];
  return rules.length === 0 ? "" : ` style="${rules.join(";")}"`;
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES.get(character) ?? "");
}
