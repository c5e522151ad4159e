/** The code goes to the game's page behind the `#`, which no server and no log ever sees. */
const code = document.getElementById("code");

document.getElementById("join").addEventListener("submit", (event) => {
  event.preventDefault();
  const typed = code.value.trim();
  if (/^[a-z0-9 -]{8,40}$/i.test(typed)) {
    location.href = `/#seat=${typed.replaceAll(" ", "").toUpperCase()}`;
    return;
  }
  document.getElementById("problem").textContent = "A code has eight letters and digits.";
  code.focus();
});

if (location.hash.length > 1) code.value = decodeURIComponent(location.hash.slice(1));
code.focus();
