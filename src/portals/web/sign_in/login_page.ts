import { html } from "hono/html";

/** What stands on the page of signing in. */
export interface LoginPage {
  /** The world's name. */
  readonly serverName: string;
  /** What shows that its form was sent from here. */
  readonly seal: string;
  /** Who is signed in already, by name. */
  readonly uname?: string | undefined;
  /** Where one comes to afterwards: a path of this server. */
  readonly next: string;
  /** What is wrong, and what to do, in one sentence or two. */
  readonly problem?: string | undefined;
  /** The name that was typed. */
  readonly name?: string | undefined;
  /** What stands for the password that was right, where a code is asked for as well. */
  readonly codeTicket?: string | undefined;
}

/** The page's markup; every value is made text where it is put in. */
type Markup = ReturnType<typeof html>;

/** Returns the page where one signs in, or out. */
export function loginPage(page: LoginPage): Markup {
  const { serverName, uname, problem, codeTicket } = page;
  const [title, heading, form] = codeTicket !== undefined
    ? ["Your code", "Your code", codeForm(page, codeTicket)]
    : uname === undefined
    ? ["Sign in", "Sign in", signInForm(page)]
    : ["Signed in", "You are signed in", signOutForm(page, uname)];
  return html`
    <!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
        <meta name="color-scheme" content="dark light">
        <title>${title} · ${serverName}</title>
        <link rel="icon" href="client/favicon.svg" type="image/svg+xml">
        <link rel="stylesheet" href="client/tokens.css">
        <link rel="stylesheet" href="sign_in/sign_in.css">
        <script type="module" src="client/early.js" blocking="render"></script>
      </head>
      <body>
        <main>
          <p class="world">${serverName}</p>
          <h1>${heading}</h1>
          ${problem === undefined
            ? ""
            : html`<p class="problem" id="problem" role="alert">${problem}</p>`}
          ${form}
        </main>
      </body>
    </html>
  `;
}

function signInForm({ seal, next, name = "", problem }: LoginPage): Markup {
  const described = describedBy(problem);
  return html`
    <form method="post" action="login">
      <input type="hidden" name="seal" value="${seal}">
      <input type="hidden" name="next" value="${next}">
      <label for="name">Name</label>
      <input id="name" name="name" value="${name}" autocomplete="username" autocapitalize="off"
        autocorrect="off" spellcheck="false" maxlength="100" required${described}>
      <label for="password">Password</label>
      <input id="password" name="password" type="password" autocomplete="current-password"
        maxlength="1000" required${described}>
      <button type="submit">Sign in</button>
    </form>
    <p class="aside">No account yet? <a href="./">Open the game</a> and make one there.</p>
  `;
}

/** The field is no number: it takes a recovery code, too, and a code may begin with a zero. */
function codeForm({ seal, next, problem }: LoginPage, codeTicket: string): Markup {
  return html`
    <form method="post" action="login">
      <input type="hidden" name="seal" value="${seal}">
      <input type="hidden" name="next" value="${next}">
      <input type="hidden" name="codeTicket" value="${codeTicket}">
      <label for="code">Code of your app, or a recovery code</label>
      <input id="code" name="code" autocomplete="one-time-code" autocapitalize="off"
        autocorrect="off" spellcheck="false" maxlength="100" required autofocus${describedBy(
          problem,
        )}>
      <button type="submit">Sign in</button>
    </form>
    <p class="aside">Not you? <a href="login">Begin again</a>.</p>
  `;
}

function describedBy(problem: string | undefined): Markup | string {
  return problem === undefined ? "" : html`
    aria-describedby="problem"
  `;
}

function signOutForm({ seal, next }: LoginPage, uname: string): Markup {
  return html`
    <p>This browser is signed in as <strong>${uname}</strong>.</p>
    <p><a class="go" href="${next}">${next === "/" ? "Enter the game" : "Go on"}</a></p>
    <form method="post" action="logout">
      <input type="hidden" name="seal" value="${seal}">
      <button class="quiet" type="submit">Sign out</button>
    </form>
    <p class="aside">Signing out ends the game in every tab of this browser.</p>
  `;
}
