// All cells, and the hall where all generations meet: node run.mjs URL [--report=FILE] [--only=TEXT]
import { execFile } from "node:child_process";
import { existsSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { FAULTS, NODE } from "./cells.mjs";
import { runInBrowser } from "./browser.mjs";

const url = process.argv[2];
const option = (name) => process.argv.find((arg) => arg.startsWith(`--${name}=`))?.slice(name.length + 3);
const only = option("only") ?? "";
const results = [];

function note(result) {
  const fault = result.fault ?? Object.values(FAULTS[`${result.where} ${result.version} ${result.transport}`] ?? {})[0];
  results.push({ ...result, fault });
  const outcome = result.skipped ? "skip" : result.ok ? "pass" : "FAIL";
  console.log(`${outcome}  ${result.where} ${result.version} ${result.transport}  ${result.reason ?? result.fault ?? result.can.join(", ")}`);
}

function inNode(version, transport) {
  return new Promise((resolve) => {
    const script = fileURLToPath(new URL("cell.mjs", import.meta.url));
    const args = ["--no-deprecation", "--no-warnings", script, version, transport, url];
    execFile(process.execPath, args, { timeout: 60_000 }, (failure, output, errors) => {
      try {
        resolve(JSON.parse(output.trim().split("\n").pop()));
      } catch {
        resolve({ ok: false, can: [], reason: String(failure ?? errors).slice(0, 400) });
      }
    });
  });
}

const cells = NODE.flatMap((cell) => cell.transports.map((transport) => ({ version: cell.version, transport })));
const matches = (where) => (cell) => `${where} ${cell.version} ${cell.transport}`.includes(only);
for (const cell of cells.filter(matches("Node"))) {
  const fault = FAULTS[`Node ${cell.version} ${cell.transport}`];
  const result = typeof fault === "string" ? { ok: false, skipped: true, can: [], fault } : await inNode(cell.version, cell.transport);
  note({ where: "Node", ...cell, ...result });
}
const chromium = process.env.CHROMIUM ?? ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find(existsSync);
if (chromium === undefined) {
  console.log("chromium was not found: browsers are left out");
} else {
  await runInBrowser(chromium, url, matches("Chromium"), note);
}
const report = option("report");
if (report !== undefined) {
  writeFileSync(report, JSON.stringify(results, null, 1));
}
process.exit(results.every((result) => result.ok || result.skipped) ? 0 : 1);
