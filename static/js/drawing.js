// What draws the news into the page comes with the first of them: most readers leave before.
import { loads } from "./news.js";

loads(["comment", "withdrawn", "reset"], async () => {
  await import("./lists.js");
});
loads(["talk"], async () => {
  await import("./closing.js");
});
loads(["ad"], async () => {
  await import("./offer-news.js");
});
loads(["article", "reset"], async () => {
  await import("./latest.js");
});
