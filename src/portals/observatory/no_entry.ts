/** What is answered to who may not look, with what to do: as a page without a script. */
export const NO_ENTRY = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>The observatory is not open to you</title>
<link rel="stylesheet" href="/client/tokens.css">
<link rel="stylesheet" href="/observatory/client/observatory.css">
</head>
<body>
<main>
<h1>The observatory is not open to you</h1>
<p>It shows what every session says, so not everybody may look. There are three ways in:</p>
<ul>
<li>Open it on the machine that the server runs on, as <code>http://localhost</code> with the
server's port.</li>
<li><a href="/login?next=/observatory">Sign in</a> with a staff account, and come back.</li>
<li>Ask who runs the server for a link. A link lets you look for a while; one that no longer works
has ended.</li>
</ul>
<p><a href="/">To the game</a></p>
</main>
</body>
</html>
`;
