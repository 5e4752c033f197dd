// The server under test: its addresses, and what may be expected of it.

const servers = JSON.parse(process.env.CONFORMANCE_SERVERS ?? "null");
if (servers === null) {
  throw new Error("CONFORMANCE_SERVERS is not set: start the suite with run.mjs, see APPLICATION.md");
}

export const isReference = (process.env.SERVER_KIND ?? servers.kind) === "reference";

/** Options of a test that only our server passes; the reason is shown where it is skipped. */
export const parleyOnly = (reason) => (isReference ? { skip: `the official server differs: ${reason}` } : {});

/** Options of a test that only the official server passes. */
export const referenceOnly = (reason) => (isReference ? {} : { skip: `we differ on purpose: ${reason}` });

/** Options of a suite that needs a profile. */
export const needs = (profile) =>
  servers.profiles[profile] === undefined ? { skip: `the server under test has no profile ${profile}` } : {};

export function urlOf(profile = "default") {
  const url = servers.profiles[profile];
  if (url === undefined) {
    throw new Error(`no server for profile ${profile}`);
  }
  return url;
}

export const portOf = (profile) => Number(new URL(urlOf(profile)).port);
