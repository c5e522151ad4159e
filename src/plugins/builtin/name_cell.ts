import { escapeMarkup, type TableCell } from "../api.ts";

/** Shows a name in a cell of a table; that there is none is seen as a dash, and not heard. */
export function nameCell(named: { readonly name: string } | null | undefined): TableCell {
  return named ? escapeMarkup(named.name) : { text: "-", spoken: "" };
}
