// SPDX-License-Identifier: MIT
// node page.mjs URL CHROMIUM SHOTS: what a reader does with the page, in a real browser. Prints TAP.
import { chromium } from "playwright-core";

const [base, executablePath, shots] = process.argv.slice(2);
let n = 100, failed = 0;
const check = (name, good, why = "") => {
    if (!good) failed++;
    console.log(`${good ? "ok" : "not ok"} ${++n} - ${name}${good ? "" : "\n  " + why}`);
};

const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
const context = await browser.newContext({ locale: "id-ID", viewport: { width: 1280, height: 900 } });
const page = await context.newPage();
const dialogs = [], errors = [], outside = [];
page.on("dialog", d => { dialogs.push(d.message()); d.dismiss(); });
page.on("pageerror", e => errors.push(String(e)));
page.on("console", m => { if (m.type() === "error" && !/404|400/.test(m.text())) errors.push(m.text()); });
page.on("request", r => { if (!r.url().startsWith(base)) outside.push(r.url()); });
const open = path => page.goto(base + path, { waitUntil: "load" });
const shot = name => page.screenshot({ path: `${shots}/${name}.png`, fullPage: true });

await open("/");
check("the start page greets in Indonesian", (await page.textContent("h1")).includes("siapa melakukan apa"));
check("it lists stories", await page.locator(".stories .story").count() >= 5);
await shot("home");

await page.fill(".dyad input[name=a]", "Jepang");
await page.fill(".dyad input[name=b]", "Indonesia");
await page.click(".dyad button");
check("the form leads to the timeline of two actors", page.url().includes("/timeline?") && await page.locator(".event").count() >= 2, page.url());
check("every line says who says so", await page.locator(".event").count() === await page.locator(".event:has(.says)").count());
check("states go by their Indonesian names, days by Indonesian months", await page.locator(".event .actor").filter({ hasText: /^Jepang$/ }).count() >= 1 &&
    await page.locator(".event .actor").filter({ hasText: /^Japan$/ }).count() === 0 && /\d Maret 2025/.test(await page.textContent("main")));
await shot("timeline");

await open("/stories");
const biggest = page.locator(".story a").filter({ hasText: /dua kapal patroli|two patrol ships/i }).first();
check("the story told by many is there", await biggest.count() === 1);
await biggest.click();
check("a story shows its articles side by side", await page.locator(".column").count() >= 3, `${await page.locator(".column").count()} columns`);
check("and the chain as a drawing", await page.locator(".chain svg .node").count() >= 3);
check("whose words can be heard, too", await page.locator(".chain-words li").count() >= 2);
await shot("story");

await page.locator(".column h3 a").first().click();
check("an article opens with its findings", await page.locator(".text .f").count() >= 5);
const first = page.locator(".text .f").first();
check("a note is hidden at first", !(await first.locator(".note").isVisible()));
await first.hover();
check("hovering shows it", await first.locator(".note").isVisible());
await page.mouse.move(0, 0);
await page.keyboard.press("j");
const focused = page.locator(".f:focus");
check("a key reaches a finding and shows its note", await focused.count() === 1 && await focused.locator(".note").isVisible());
check("the finding is described for those who hear it", await page.evaluate(() => {
    const f = document.activeElement;
    return Boolean(document.getElementById(f.getAttribute("aria-describedby")));
}));
check("the colours are explained, and the language is named", await page.locator(".legend span").count() === 5 && (await page.textContent(".facts")).includes("bahasa Indonesia"));
await shot("article");

await page.click(".languages a[lang=en]");
check("the page changes its language and stays where it was", (await page.getAttribute("html", "lang")) === "en" && page.url().includes("/article/"));

await open("/search?q=keamanan+siber");
await page.locator(".stories a").first().click();
check("the hostile article is found and opens", (await page.textContent("h1")).includes("<script>"), await page.textContent("h1"));
check("its script stands there as text", (await page.title()).startsWith("Forum Keamanan Siber") && await page.locator("main script, main iframe, main img").count() === 0);
check("no control character came through", !/[\u0000-\u0008\u000b-\u001f\u202a-\u202e]/.test(await page.textContent("main")));
await shot("hostile");

await open("/timeline?a=%3Cscript%3Ealert(1)%3C/script%3E&b=%22%3E%3Cimg%20src=x%20onerror=alert(1)%3E");
check("what is typed into the form cannot act", await page.locator("main img, main script").count() === 0);
await open("/timeline?a=JPN&b=IDN&hl=en");
await page.locator(".event .counted a").first().click();
check("why leads to the event and its reasons", page.url().includes("/event/") && await page.locator(".why tr").count() >= 6);
check("each report is a part that opens; the first one is open", await page.locator(".why details").count() >= 2 && await page.locator(".why details[open] tr").first().isVisible());
await shot("event");

const plain = await browser.newContext({ javaScriptEnabled: false, viewport: { width: 390, height: 800 } });
const small = await plain.newPage();
await small.goto(base + "/stories");
await small.locator(".story a").first().click();
check("all of it works without JavaScript, on a telephone", await small.locator("h1").count() === 1);
await small.screenshot({ path: `${shots}/phone.png` });

check("nothing tried to act", dialogs.length === 0, dialogs.join());
check("no error in the console", errors.length === 0, errors.join("\n"));
check("nothing was fetched from elsewhere", outside.length === 0, outside.join());
await browser.close();
process.exit(failed ? 1 : 0);
