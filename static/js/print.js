// The permanent address of what is printed stands at the foot of every sheet: static/css/print.css asks for it.
const permanent = document.querySelector("[data-permanent]")?.textContent.trim();
if (permanent) document.documentElement.style.setProperty("--permanent", JSON.stringify(permanent));

// A button with data-print prints the page. It is hidden until this runs, because without a script it could do nothing.
for (const button of document.querySelectorAll("[data-print]")) button.hidden = false;

document.addEventListener("click", (event) => {
  if (event.target.closest?.("[data-print]")) print();
});
