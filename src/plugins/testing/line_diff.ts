/** How many lines that are equal stand around those that are not. */
const CONTEXT = 3;

type Line = { readonly mark: " " | "-" | "+"; readonly text: string };

/**
 * Shows how two texts differ, line by line: `- expected`, `+ actual`, and what stands around it.
 *
 * @param expected What was expected.
 * @param actual What is.
 * @returns The differences, or an empty string when there is none.
 */
export function lineDiff(expected: string, actual: string): string {
  const lines = align(expected.split("\n"), actual.split("\n"));
  const isNear = lines.map((_, at) =>
    lines.slice(Math.max(0, at - CONTEXT), at + CONTEXT + 1).some(({ mark }) => mark !== " ")
  );
  return lines
    .map(({ mark, text }, at) => isNear[at] ? `${mark} ${text}`.trimEnd() : undefined)
    .filter((line, at, all) => line !== undefined || (at > 0 && all[at - 1] !== undefined))
    .map((line) => line ?? "  …")
    .join("\n");
}

/** Walks along the longest sequence of lines that both have. */
function align(expected: readonly string[], actual: readonly string[]): readonly Line[] {
  const common = commonLengths(expected, actual);
  const lines: Line[] = [];
  let [left, right] = [0, 0];
  while (left < expected.length || right < actual.length) {
    const [was, is] = [expected[left], actual[right]];
    if (was !== undefined && was === is) {
      lines.push({ mark: " ", text: was });
      left++;
      right++;
    } else if (was !== undefined && common(left + 1, right) >= common(left, right + 1)) {
      lines.push({ mark: "-", text: was });
      left++;
    } else {
      lines.push({ mark: "+", text: is ?? "" });
      right++;
    }
  }
  return lines;
}

/** Counts, for every pair of places, how many lines the two have in common from there on. */
function commonLengths(
  expected: readonly string[],
  actual: readonly string[],
): (left: number, right: number) => number {
  const width = actual.length + 1;
  const table = new Uint32Array((expected.length + 1) * width);
  const at = (left: number, right: number) =>
    right > actual.length || left > expected.length ? 0 : table[left * width + right] ?? 0;
  for (let left = expected.length - 1; left >= 0; left--) {
    for (let right = actual.length - 1; right >= 0; right--) {
      table[left * width + right] = expected[left] === actual[right]
        ? at(left + 1, right + 1) + 1
        : Math.max(at(left + 1, right), at(left, right + 1));
    }
  }
  return at;
}
