// What it takes to talk comes when a reader gets near the comments, or selects words to quote.
const talk = document.querySelector("comment-form");
const near = new IntersectionObserver(([seen]) => seen.isIntersecting && come(), { rootMargin: "600px" });

async function come() {
  near.disconnect();
  document.removeEventListener("selectionchange", come);
  await import("./comment-form.js");
  await import("./own.js");
  await import("./quote.js");
  await import("./held.js");
}

near.observe(talk.closest(".comments") ?? talk);
document.addEventListener("selectionchange", come);
