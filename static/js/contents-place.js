// While one scrolls, the contents say where on the page one is: the last heading that passed the upper third is
// marked, and at the foot of the page the last one. Nothing moves but the mark, and the contents' own column where the mark would be out of sight.
const UPPER_PART = 0.3;
const isAtFoot = () => innerHeight + scrollY >= document.documentElement.scrollHeight - 4;

function placesOf(contents) {
  const here = location.pathname + location.search;
  return [...contents.querySelectorAll("a[href*='#']")]
    .map((link) => ({ link, url: new URL(link.href) }))
    .filter(({ url }) => url.pathname + url.search === here)
    .map(({ link, url }) => ({ link, place: document.getElementById(decodeURIComponent(url.hash.slice(1))) }))
    .filter(({ place }) => place);
}

function keepInSight(link, column) {
  if (column.scrollHeight <= column.clientHeight || column.matches(":hover, :focus-within")) return;
  const [mark, frame] = [link.getBoundingClientRect(), column.getBoundingClientRect()];
  if (mark.top < frame.top || mark.bottom > frame.bottom)
    column.scrollTop += mark.top - frame.top - frame.height / 3;
}

for (const contents of document.querySelectorAll(".contents")) {
  const places = placesOf(contents);
  let marked = null;

  const mark = () => {
    const line = innerHeight * (isAtFoot() ? 1 : UPPER_PART);
    const passed =
      places.filter(({ place }) => place.getBoundingClientRect().top <= line).at(-1)?.link ?? null;
    if (passed === marked) return;
    marked?.removeAttribute("aria-current");
    marked = passed;
    if (!marked) return;
    marked.setAttribute("aria-current", "location");
    keepInSight(marked, contents);
  };

  const observer = new IntersectionObserver(mark, { rootMargin: `0px 0px -${100 * (1 - UPPER_PART)}% 0px` });
  for (const { place } of places) observer.observe(place);
  const foot = document.querySelector(".site-footer");
  if (foot && places.length) new IntersectionObserver(mark, { threshold: [0.9, 1] }).observe(foot);
}
