import {
  type Account,
  type AnyCommand,
  type CommandContext,
  defineCommand,
  escapeMarkup,
  type Game,
  type Session,
} from "@vestibule/core";
import { beginSteps } from "./chargen_session.ts";
import { BLANK, type Draft, draftOf, keepDraft } from "./draft.ts";
import { MAKING } from "./making.ts";
import { nameProblem, tidyName } from "./names.ts";
import type { Chargen } from "./page.ts";
import { link, shownName } from "./shown.ts";
import { keepAnswer, keepChange, placeOf } from "./steps.ts";

/**
 * Creates the command that starts or resumes the making of a character.
 *
 * @param chargen What to ask, and who holds which name.
 */
export function charcreateCommand(chargen: Chargen): AnyCommand {
  return defineCommand({
    key: "charcreate",
    needs: "account",
    category: "account",
    permission: "Player",
    usage: "charcreate [NAME [= DESCRIPTION]]",
    help: "Makes a new character, step by step, or goes on with the one you have in progress.",
    run: (context) => start(context, chargen),
  });
}

async function start(context: CommandContext<"account">, chargen: Chargen): Promise<void> {
  const { account, game, session, puppet, msg } = context;
  const begun = draftOf(account);
  if (puppet !== null) {
    return msg(`You are ${shownName(puppet)} here. Type ${link("ooc")} first.`);
  }
  const problem = game.accounts.checkCharacter(account);
  if (problem !== null) {
    msg(escapeMarkup(problem));
    if (begun === undefined) return;
  }
  const draft = begun === undefined ? begin(context, chargen) : resume(context, { begun, chargen });
  await takeOver(session, { account, game });
  beginSteps(session, game.now());
  await game.menus.start(session, MAKING, {}, {
    node: placeOf(draft, { ...chargen, account, game }),
  });
}

/** Begins a character, with the name that was typed if it may have it. */
function begin(context: CommandContext<"account">, chargen: Chargen): Draft {
  const { account, args } = context;
  keepDraft(account, BLANK);
  return args === "" ? BLANK : named(context, { draft: BLANK, chargen });
}

function resume(
  context: CommandContext<"account">,
  { begun, chargen }: { readonly begun: Draft; readonly chargen: Chargen },
): Draft {
  const { args, msg } = context;
  if (begun.name === "") return args === "" ? begun : named(context, { draft: begun, chargen });
  const isOther = args !== "" && readArgs(args).name.toLowerCase() !== begun.name.toLowerCase();
  msg(
    isOther
      ? `You have ${shownName(begun)} in progress. Finish that one first, or type ` +
        `${link("quit")} to throw it away.`
      : `You go on with ${shownName(begun)}.`,
  );
  return begun;
}

/** Takes the name that was typed, and the description behind an equals sign. */
function named(
  { account, args, game, session, msg }: CommandContext<"account">,
  { draft, chargen }: { readonly draft: Draft; readonly chargen: Chargen },
): Draft {
  const { name, lines } = readArgs(args);
  const page = { ...chargen, account, game, session };
  const begun = lines.length === 0 ? draft : keepChange({ ...page, draft }, { lines });
  const problem = nameProblem(name, page);
  if (problem === undefined) return keepAnswer({ ...page, draft: begun }, "name", { name });
  msg(escapeMarkup(problem));
  return begun;
}

function readArgs(args: string): { readonly name: string; readonly lines: readonly string[] } {
  const [name = "", ...rest] = args.split("=");
  const desc = rest.join("=").trim();
  return { name: tidyName(name), lines: desc === "" ? [] : [desc] };
}

/** Ends the menu in whichever session of the account it was. */
async function takeOver(
  session: Session,
  { account, game }: { readonly account: Account; readonly game: Game },
): Promise<void> {
  for (const other of account.sessions) {
    if (other === session || game.menus.current(other)?.menu !== MAKING) continue;
    other.msg(
      `You go on with this character in session #${session.sessid}. ` +
        `Type ${link("charcreate")} to go on here instead.`,
    );
    await game.menus.end(other);
  }
}
