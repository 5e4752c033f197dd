// Runs the suite against the servers that it is told about, and says how it went.
//
//   node reference-server.mjs | node run.mjs [options] [file or part of its name ...]
//   CONFORMANCE_SERVERS='{"kind":...,"profiles":{...}}' node run.mjs ...
//
//   --reference         start the reference server, test it, and stop it
//   --concurrency=N     test files at the same time (default 2)
//   --report=FILE       write one JSON object per test to FILE: file, path, status, reason, error, milliseconds
//   --only=TEXT         run only tests whose name contains TEXT
import { spawn } from "node:child_process";
import { setMaxListeners } from "node:events";
import { readdirSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { createInterface } from "node:readline";
import { run } from "node:test";

const FILE_LIMIT_MS = 240_000;
const SUITE_LIMIT_MS = 420_000;

const words = process.argv.slice(2);
const flags = Object.fromEntries(
  words.filter((word) => word.startsWith("--")).map((word) => {
    const [name, value = "true"] = word.slice(2).split(/=(.*)/s);
    return [name, value];
  }),
);
const wanted = words.filter((word) => !word.startsWith("--"));

async function firstLine(stream) {
  for await (const line of createInterface({ input: stream })) {
    return line;
  }
  throw new Error("no line with the servers came: see APPLICATION.md");
}

async function servers() {
  if (flags.reference) {
    const script = join(import.meta.dirname, "reference-server.mjs");
    const child = spawn(process.execPath, [script], { stdio: ["pipe", "pipe", "inherit"] });
    return { line: await firstLine(child.stdout), stop: () => child.kill() };
  }
  if (process.env.CONFORMANCE_SERVERS) {
    return { line: process.env.CONFORMANCE_SERVERS, stop: () => {} };
  }
  return { line: await firstLine(process.stdin), stop: () => process.stdin.destroy() };
}

function testFiles() {
  const folder = join(import.meta.dirname, "test");
  const files = readdirSync(folder).filter((name) => name.endsWith(".test.mjs")).sort();
  const chosen = files.filter((name) => wanted.length === 0 || wanted.some((part) => name.includes(basename(part))));
  if (chosen.length === 0) {
    throw new Error(`no test file matches ${wanted.join(", ")}; there are ${files.join(", ")}`);
  }
  return chosen.map((name) => join(folder, name));
}

/** Turns the runner's events into results: one per test, its path made of the suites around it. */
class Results {
  all = [];
  #paths = new Map();

  started({ file, nesting, name }) {
    const path = this.#paths.get(file) ?? [];
    path.length = nesting;
    path[nesting] = name;
    this.#paths.set(file, path);
  }

  finished(status, { file, nesting, name, details, skip }) {
    const isFile = file === name || file === undefined;
    if (details.type === "suite" && status === "passed" && skip === undefined) return;
    if (isFile && status === "passed") return;
    const path = [...(this.#paths.get(file) ?? []).slice(0, nesting), name];
    const error = details.error?.cause ?? details.error;
    if (status === "failed" && details.error?.failureType === "subtestsFailed") return;
    this.all.push({
      file: basename(file ?? name),
      path,
      status: skip === undefined ? status : "skipped",
      reason: typeof skip === "string" ? skip : undefined,
      error: status === "failed" ? String(error?.stack ?? error) : undefined,
      milliseconds: Math.round(details.duration_ms),
    });
  }

  of(status) {
    return this.all.filter((result) => result.status === status);
  }

  /** A file of which nothing was heard has failed, whatever became of it. */
  missing(files) {
    const heard = new Set(this.all.map(({ file }) => file));
    for (const file of files.map((path) => basename(path)).filter((name) => !heard.has(name))) {
      this.all.push({ file, path: ["all tests of the file"], status: "failed", error: "none was reported" });
    }
  }
}

const { line, stop } = await servers();
process.env.CONFORMANCE_SERVERS = line;
const started = Date.now();
const results = new Results();
const files = testFiles();
const limit = AbortSignal.timeout(SUITE_LIMIT_MS);
setMaxListeners(0, limit);
const stream = run({
  files,
  concurrency: Number(flags.concurrency ?? 2),
  timeout: FILE_LIMIT_MS,
  forceExit: true, // a poll that the server still holds must not keep a finished file waiting
  signal: limit,
  ...(flags.only ? { testNamePatterns: [flags.only] } : {}),
});
stream.on("test:start", (data) => results.started(data));
stream.on("test:pass", (data) => results.finished("passed", data));
stream.on("test:fail", (data) => results.finished("failed", data));
stream.on("test:stderr", ({ message }) => process.stderr.write(message));
const finished = (async () => { for await (const _ of stream); })();
// Whoever does not even end when told to must not keep what the others found from being reported.
await Promise.race([finished, new Promise((resolve) => setTimeout(resolve, SUITE_LIMIT_MS + 10_000))]);
stop();
if (!flags.only) results.missing(files);

for (const { file, path, error } of results.of("failed")) {
  console.log(`\nFAILED ${file}: ${path.join(" > ")}\n${error}`);
}
if (flags.skipped) {
  for (const { file, path, reason } of results.of("skipped")) {
    console.log(`skipped ${file}: ${path.join(" > ")} (${reason})`);
  }
}
if (flags.report) {
  writeFileSync(flags.report, results.all.map((result) => `${JSON.stringify(result)}\n`).join(""));
}
const count = (status) => results.of(status).length;
console.log(`\nconformance of ${JSON.parse(line).kind} in ${((Date.now() - started) / 1000).toFixed(1)} s`);
console.log(`${count("passed")} passed, ${count("failed")} failed, ${count("skipped")} skipped`);
process.exit(count("failed") === 0 && count("passed") > 0 ? 0 : 1);
