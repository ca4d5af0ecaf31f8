// What has become of an ad while its page is open: it is sold or over, or looks otherwise than what is read here.
import { on } from "./news.js";
import { parse } from "./redraw.js";

const line = document.querySelector("[data-topic^='ad:']");

function say(said, version) {
  line.dataset.version = version;
  const isLive = "looks" in said.dataset;
  line.replaceChildren(...(isLive && said.dataset.looks === line.dataset.looks ? [] : [said]));
  document.querySelector("offer-phone form")?.toggleAttribute("hidden", !isLive);
}

on("ad", ({ version, parts }) => {
  const html = parts[line?.dataset.topic];
  if (html && version > Number(line.dataset.version)) say(parse(html), version);
});
