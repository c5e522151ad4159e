import assert from "node:assert/strict";
import type { Browser, Page } from "playwright-core";
import { type LessonStep, lessonSteps } from "../docs/lesson.ts";
import { browserTest } from "./browser.ts";
import { codesOn, open, seat, sitDown, startClass, type StartedClass } from "./classroom.ts";

const PAGE = new URL("../../docs/educators.md", import.meta.url);
/** Students, by the number of their seat in letters. */
const IN_LETTERS = ["One", "Two"];

/** A student: a seat, its code, and the tabs that are open. */
interface Student {
  readonly number: number;
  readonly code: string;
  page: Page;
  second?: Page;
}

/** The lesson as it is played: a board, a teacher's own tab, and students. */
class Lesson {
  readonly #browser: Browser;
  readonly #class: StartedClass;
  readonly #board: Page;
  readonly #teacher: Page;
  readonly #students: Student[] = [];
  readonly #codes: readonly string[];

  private constructor(
    browser: Browser,
    parts: { klass: StartedClass; board: Page; teacher: Page; codes: readonly string[] },
  ) {
    this.#browser = browser;
    this.#class = parts.klass;
    this.#board = parts.board;
    this.#teacher = parts.teacher;
    this.#codes = parts.codes;
  }

  /** Does what stands under "Before the lesson". */
  static async prepare(browser: Browser, klass: StartedClass): Promise<Lesson> {
    const own = await browser.newContext();
    own.setDefaultTimeout(30_000);
    const board = await open(own, klass.teacherUrl);
    const codes = await codesOn(board);
    const teacher = await open(own, klass.joinUrl.replace(/join$/, ""));
    await teacher.locator('#state[data-state="open"]').waitFor();
    await teacher.getByText("make an account").waitFor();
    await say(teacher, "create teacher");
    await sayHidden(teacher, "a-password-of-my-own");
    await sayHidden(teacher, "a-password-of-my-own");
    await teacher.getByText("Welcome, teacher.").waitFor();
    await say(teacher, `claim ${klass.program.claimCode}`);
    await teacher.getByText("You are the superuser now").first().waitFor();
    return new Lesson(browser, { klass, board, teacher, codes });
  }

  async play({ what, text }: LessonStep): Promise<void> {
    switch (what) {
      case "Class":
        return await this.#act(text);
      case "Teacher clicks":
        // A tab behind another one draws nothing, and so cannot be clicked.
        await this.#board.bringToFront();
        await this.#board.getByRole("button", { name: text, exact: true }).click();
        for (const { page } of this.#students) await chapterShown(page, text);
        return;
      case "Teacher types":
        await this.#teacher.bringToFront();
        return await say(this.#teacher, text);
      case "Class types":
        return await this.#each((student) => say(student.page, this.#own(text, student)));
      case "Class types hidden":
        return await this.#each(({ page }) => sayHidden(page, text));
      case "Class sees":
        return await this.#each((student) => sees(student.page, this.#own(text, student)));
      case "Second tab types":
        return await this.#each(({ second }) => say(second, text));
      case "Second tab sees":
        return await this.#each((student) => sees(student.second, this.#own(text, student)));
      case "Board shows":
        return await this.#each(({ number }) =>
          seat(this.#board, `Seat${number}`).getByText(text).first().waitFor()
        );
    }
    assert.fail(`the lesson has a step that nobody can do: ${what}`);
  }

  /** Returns what stands last on each student's page. */
  async screens(): Promise<string> {
    const screens = this.#students.map(async ({ number, page }) => {
      const state = await page.locator("#state").getAttribute("data-state");
      const typed = await page.locator("#line").inputValue();
      const lines = await page.locator("#lines").innerText();
      return `Seat ${number}, ${state}, "${typed}":\n${lines.slice(-500)}`;
    });
    return (await Promise.all(screens)).join("\n\n");
  }

  async #act(what: string): Promise<void> {
    switch (what) {
      case "takes a seat":
        for (const [at, code] of this.#codes.entries()) {
          const page = await sitDown(await this.#browser.newContext(), this.#class.joinUrl, code);
          this.#students.push({ number: at + 1, code, page });
        }
        return;
      case "loads the page again":
        return await this.#each(async ({ page }) => void await page.reload());
      case "takes the same seat in a second tab":
        return await this.#each(async (student) => {
          const context = student.page.context();
          student.second = await sitDown(context, this.#class.joinUrl, student.code);
        });
      case "closes the second tab":
        return await this.#each(async ({ second }) => await second?.close());
    }
    assert.fail(`the class cannot do this: ${what}`);
  }

  async #each(work: (student: Student) => Promise<void>): Promise<void> {
    for (const student of this.#students) await work(student);
  }

  /** What is one's own stands for the number 7, and for CODE. */
  #own(text: string, { number, code }: Student): string {
    const word = IN_LETTERS[number - 1] ?? "";
    return text.replace("7", String(number)).replace("Seven", word).replace("CODE", code);
  }
}

async function chapterShown(page: Page, title: string): Promise<void> {
  await page.locator("#lines").getByText(`: ${title}`).last().waitFor();
}

async function say(page: Page | undefined, line: string): Promise<void> {
  await page?.locator("#line:visible, #secret:visible").first().focus();
  await page?.keyboard.type(line);
  await page?.keyboard.press("Enter");
}

async function sayHidden(page: Page, text: string): Promise<void> {
  await page.locator("#secret").waitFor();
  await say(page, text);
}

async function sees(page: Page | undefined, text: string): Promise<void> {
  await page?.locator("#lines").getByText(text).last().waitFor();
}

browserTest(
  "classroom 4. the lesson of docs/educators.md is followed to the letter",
  async ({ browser }) => {
    const steps = lessonSteps(await Deno.readTextFile(PAGE));
    assert.ok(steps.length > 40);
    await using klass = await startClass(IN_LETTERS.length);
    const lesson = await Lesson.prepare(browser, klass);
    for (const [at, step] of steps.entries()) {
      await lesson.play(step).catch(async (error) => {
        const shown = `Step ${at + 1}, ${step.what}: ${step.text}\n${await lesson.screens()}`;
        throw new Error(shown, { cause: error });
      });
    }
  },
);
