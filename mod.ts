export { parseMarkup } from "./src/core/text/markup.ts";
