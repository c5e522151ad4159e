/** What a player chose for this page, kept in the browser. */

const KEY = "vestibule.settings";
/** The shape's number: a later one may have more, which is kept as it is. */
const VERSION = 1;
const MAX_PANELS = 50;
const MAX_ID_LENGTH = 50;

/** The looks to choose from; "system" follows the system. */
export const THEME_NAMES = ["system", "light", "dark", "contrast"];
/** The size of the letters, in parts of a hundred. */
export const TEXT_SIZE = { min: 75, max: 250, step: 5 };

const isSwitch = (value) => typeof value === "boolean";
const isId = (value) => typeof value === "string" && value.length <= MAX_ID_LENGTH;

/** Every setting: what it is at first, and what it may be. */
const SHAPE = {
  theme: { first: "system", fits: (value) => THEME_NAMES.includes(value) },
  textSize: {
    first: 100,
    fits: (value) => Number.isInteger(value) && value >= TEXT_SIZE.min && value <= TEXT_SIZE.max,
  },
  screenReader: { first: false, fits: isSwitch },
  typing: { first: true, fits: isSwitch },
  hiddenPanels: {
    first: [],
    fits: (value) => Array.isArray(value) && value.length <= MAX_PANELS && value.every(isId),
  },
};

/** @typedef {keyof typeof SHAPE} Name */
/** @typedef {"chosen" | "taken"} Source By the player on this page, or from elsewhere. */

export class Settings {
  /** @type {Storage | null} */
  #storage;
  #values = firstValues();
  /** What a later version has kept beside it. */
  #others = {};
  #listeners = new Set();

  /** @param {Storage | null} storage Where they are kept; `null` is nowhere. */
  constructor(storage) {
    this.#storage = storage;
    this.#read();
  }

  /** Returns those of this browser, which follow what is chosen in its other tabs. */
  static ofBrowser() {
    const settings = new Settings(browserStorage());
    globalThis.addEventListener("storage", ({ key }) => {
      if (key !== KEY) return;
      settings.take(parse(readItem(settings.#storage)));
    });
    return settings;
  }

  /** All of them, by name. */
  get all() {
    return structuredClone(this.#values);
  }

  /** @param {Name} name */
  get(name) {
    return this.#values[name];
  }

  /**
   * Sets one that the player chose, and keeps it.
   *
   * @param {Name} name
   * @returns {boolean} Whether it can be that.
   */
  set(name, value) {
    if (!fits(name, value)) return false;
    this.#change(name, value, "chosen");
    return true;
  }

  /** Takes those that fit of what was kept elsewhere, whatever it is; the others stay. */
  take(values) {
    for (const name of Object.keys(SHAPE)) {
      const value = values?.[name];
      if (fits(name, value)) this.#change(name, value, "taken");
    }
  }

  /**
   * Calls a listener after each change.
   *
   * @param {(name: Name, value: unknown, source: Source) => void} listener
   * @returns {() => void} What ends that.
   */
  onChange(listener) {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #change(name, value, source) {
    if (JSON.stringify(value) === JSON.stringify(this.#values[name])) return;
    this.#values = { ...this.#values, [name]: structuredClone(value) };
    this.#keep();
    for (const listener of this.#listeners) listener(name, value, source);
  }

  #read() {
    const { v: _version, ...kept } = parse(readItem(this.#storage));
    for (const [name, value] of Object.entries(kept)) {
      if (fits(name, value)) this.#values[name] = value;
      else if (!Object.hasOwn(SHAPE, name)) this.#others[name] = value;
    }
  }

  #keep() {
    try {
      const kept = { ...this.#others, ...this.#values, v: VERSION };
      this.#storage?.setItem(KEY, JSON.stringify(kept));
    } catch {
      // no room: they hold for as long as the page is open
    }
  }
}

function fits(name, value) {
  return Object.hasOwn(SHAPE, name) && SHAPE[name].fits(value);
}

function firstValues() {
  return Object.fromEntries(Object.entries(SHAPE).map(([name, { first }]) => [name, first]));
}

/** Returns an object, whatever was kept. */
function parse(text) {
  try {
    const kept = JSON.parse(text);
    return typeof kept === "object" && kept !== null && !Array.isArray(kept) ? kept : {};
  } catch {
    return {};
  }
}

function readItem(storage) {
  try {
    return storage?.getItem(KEY) ?? null;
  } catch {
    return null;
  }
}

/** A browser that keeps nothing for a page throws when it is asked for the place. */
function browserStorage() {
  try {
    return globalThis.localStorage;
  } catch {
    return null;
  }
}
