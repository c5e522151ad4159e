import type { Attribute, ChargenSettings } from "./settings.ts";

/** What the points are given to, and how many there are. */
export type PointRules = Pick<ChargenSettings, "attributes" | "points">;

/** The level of each attribute, by its key. */
export type Levels = Readonly<Record<string, number>>;

/** What a line does to the levels. */
export type PointsOutcome =
  | { readonly kind: "set"; readonly levels: Levels }
  | { readonly kind: "refused"; readonly problem: string };

/** Returns whole, allowed levels: those that were given, or the lowest where they do not fit. */
export function fittedLevels(levels: Levels, rules: PointRules): Levels {
  const fitted = Object.fromEntries(rules.attributes.map(({ key, min, max }) => {
    const level = Object.hasOwn(levels, key) ? levels[key] ?? min : min;
    return [key, Number.isInteger(level) ? Math.min(max, Math.max(min, level)) : min];
  }));
  return pointsLeft(fitted, rules) >= 0 ? fitted : lowest(rules);
}

/** Tells whether levels are whole and allowed as they are. */
export function areAllowed(levels: Levels, rules: PointRules): boolean {
  const fitted = fittedLevels(levels, rules);
  const keys = Object.keys(levels);
  return keys.length === rules.attributes.length &&
    keys.every((key) => Object.hasOwn(fitted, key) && fitted[key] === levels[key]);
}

/** Returns how many points are left; below 0 when too many were given. */
export function pointsLeft(levels: Levels, { attributes, points }: PointRules): number {
  return attributes.reduce((left, { key, min }) => left - ((levels[key] ?? min) - min), points);
}

/** Gives what is left, a point at a time, to whichever attribute has the least above its lowest. */
export function spread(levels: Levels, rules: PointRules): Levels {
  const given = { ...fittedLevels(levels, rules) };
  for (let left = pointsLeft(given, rules); left > 0; left--) {
    const above = ({ key, min }: Attribute) => (given[key] ?? min) - min;
    const [least] = rules.attributes
      .filter((one) => above(one) < one.max - one.min)
      .sort((a, b) => above(a) - above(b));
    if (least === undefined) break;
    given[least.key] = (given[least.key] ?? least.min) + 1;
  }
  return given;
}

/**
 * Does what a line says: `body 3` sets a level, `body +1` and `body -1` move it.
 *
 * @param line What was typed; the beginning of an attribute's name is enough.
 * @param levels The levels until now.
 * @param rules The attributes and points.
 */
export function givePoints(line: string, levels: Levels, rules: PointRules): PointsOutcome {
  const { word = "", sign = "", digits = "" } =
    /^(?<word>\D*?)[\s=:]*(?<sign>[+-]?)\s*(?<digits>\d{1,9})$/u.exec(line.trim())?.groups ?? {};
  const attribute = digits === "" ? undefined : attributeOf(word, rules);
  if (attribute === undefined) return refused(whatToType(rules));
  const before = levels[attribute.key] ?? attribute.min;
  const step = Number(digits);
  const level = sign === "" ? step : before + (sign === "+" ? step : -step);
  return withLevel(attribute, { level, before, levels, rules });
}

function withLevel(
  { key, min, max }: Attribute,
  { level, before, levels, rules }: {
    readonly level: number;
    readonly before: number;
    readonly levels: Levels;
    readonly rules: PointRules;
  },
): PointsOutcome {
  if (level < min) return refused(`Nobody has less ${key} than ${min}. Type a higher number.`);
  if (level > max) return refused(`Nobody has more ${key} than ${max}. Type a lower number.`);
  const left = pointsLeft(levels, rules);
  if (level - before <= left) return { kind: "set", levels: { ...levels, [key]: level } };
  const most = before + left;
  return refused(
    `That takes ${level - before} more, and ${left === 1 ? "1 is" : `${left} are`} left: ` +
      `${key} can be ${most} at most, unless you lower something else first.`,
  );
}

function attributeOf(word: string, { attributes }: PointRules): Attribute | undefined {
  const typed = word.trim().toLowerCase();
  if (typed === "") return undefined;
  const exact = attributes.find(({ key }) => key.toLowerCase() === typed);
  const begun = attributes.filter(({ key }) => key.toLowerCase().startsWith(typed));
  return exact ?? (begun.length === 1 ? begun[0] : undefined);
}

function whatToType({ attributes }: PointRules): string {
  const [first] = attributes;
  const names = attributes.map(({ key }) => key).join(", ");
  return `Type one of ${names} and a number, such as "${first?.key ?? ""} ${first?.max ?? 1}".`;
}

function lowest({ attributes }: PointRules): Levels {
  return Object.fromEntries(attributes.map(({ key, min }) => [key, min]));
}

function refused(problem: string): PointsOutcome {
  return { kind: "refused", problem };
}
