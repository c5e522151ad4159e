import { median, type Report } from "../figures.ts";
import { rounded } from "./table.ts";

/** What a picture is of, beside its points. */
interface Frame {
  readonly title: string;
  /** What is counted from left to right, on a scale where each step is ten times the one before. */
  readonly across: string;
  /** What is measured from the bottom to the top, from 0 on. */
  readonly up: string;
}

const FRAMES: Readonly<Record<string, Frame>> = {
  sessions: { title: "Lines answered a second", across: "sessions", up: "lines a second" },
  growth: { title: "A look while the world grows", across: "more of them", up: "lines a second" },
  reload: { title: "How long a reload holds input", across: "sessions", up: "ms" },
};

/** Colours that those who cannot tell red from green can tell apart (Okabe and Ito). */
const COLORS = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#000000"];

const [WIDTH, HEIGHT] = [640, 360];
const [LEFT, RIGHT, TOP, BOTTOM] = [80, 170, 40, 50];

/** A line of a picture. */
interface Line {
  readonly name: string;
  readonly points: readonly (readonly [x: number, y: number])[];
}

/** Draws the pictures that a report has the points of: SVG, by the names of their files. */
export function pictures({ rows }: Report): ReadonlyMap<string, string> {
  const lines = new Map<string, Map<string, (readonly [number, number])[]>>();
  for (const { point, rounds } of rows) {
    if (point === undefined) continue;
    const picture = lines.get(point.picture) ?? new Map<string, (readonly [number, number])[]>();
    const line = picture.get(point.line) ?? [];
    line.push([point.x, median(rounds)]);
    lines.set(point.picture, picture.set(point.line, line));
  }
  return new Map([...lines].flatMap(([name, drawn]) => {
    const frame = FRAMES[name];
    const all = [...drawn].map(([name, points]) => ({ name, points }));
    return frame === undefined ? [] : [[`${name}.svg`, draw(frame, all)] as const];
  }));
}

function draw({ title, across, up }: Frame, lines: readonly Line[]): string {
  const points = lines.flatMap((line) => line.points);
  const exponents = points.map(([x]) => Math.log10(Math.max(1, x)));
  const [least, most] = [Math.floor(Math.min(...exponents)), Math.ceil(Math.max(...exponents))];
  const top = ceiling(Math.max(...points.map(([, y]) => y)));
  const xOf = (x: number) =>
    LEFT +
    (Math.log10(Math.max(1, x)) - least) / Math.max(1, most - least) * (WIDTH - LEFT - RIGHT);
  const yOf = (y: number) => HEIGHT - BOTTOM - y / top * (HEIGHT - TOP - BOTTOM);
  const parts = [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" ` +
    `aria-label="${title}" font-family="sans-serif" font-size="12">`,
    `<rect width="${WIDTH}" height="${HEIGHT}" fill="#ffffff"/>`,
    text(LEFT, 22, title, 'font-size="15" font-weight="bold"'),
    text((LEFT + WIDTH - RIGHT) / 2, HEIGHT - 12, across, 'text-anchor="middle"'),
    text(LEFT, TOP - 6, up, 'fill="#555555"'),
  ];
  for (let step = 0; step <= 4; step++) {
    const y = top * step / 4;
    parts.push(
      `<path d="M${LEFT} ${at(yOf(y))}H${WIDTH - RIGHT}" stroke="#dddddd"/>`,
      text(LEFT - 8, yOf(y) + 4, rounded(y), 'text-anchor="end"'),
    );
  }
  for (let exponent = least; exponent <= most; exponent++) {
    const x = 10 ** exponent;
    parts.push(text(xOf(x), HEIGHT - BOTTOM + 18, x.toLocaleString("en"), 'text-anchor="middle"'));
  }
  lines.forEach(({ name, points }, index) => {
    const color = COLORS[index % COLORS.length];
    const path = points.map(([x, y]) => `${at(xOf(x))} ${at(yOf(y))}`).join("L");
    parts.push(`<path d="M${path}" fill="none" stroke="${color}" stroke-width="2"/>`);
    for (const [x, y] of points) {
      parts.push(`<circle cx="${at(xOf(x))}" cy="${at(yOf(y))}" r="3" fill="${color}"/>`);
    }
    const legend = TOP + 10 + index * 20;
    const left = WIDTH - RIGHT + 20;
    parts.push(
      `<path d="M${left} ${legend}h20" stroke="${color}" stroke-width="2"/>`,
      text(left + 26, legend + 4, name, ""),
    );
  });
  return [...parts, "</svg>", ""].join("\n");
}

/** The next number above that is easily read: 1, 2, 4 or 8 with zeros behind it. */
function ceiling(value: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(value, 1e-9)));
  return ([1, 2, 4, 8, 10].find((digit) => digit * power >= value) ?? 10) * power;
}

function text(x: number, y: number, says: string, style: string): string {
  return `<text x="${at(x)}" y="${at(y)}" ${style}>${says}</text>`;
}

function at(value: number): string {
  return value.toFixed(1);
}
