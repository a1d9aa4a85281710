// The one way to write a value, its hash, and the root over all ballots (RFC 6962).
export const fail = (why) => { throw new Error(why); };
export const sum = (values) => values.reduce((total, one) => total + one, 0);
export const people = (ballots) => sum(ballots.map(([count]) => count));
const encoder = new TextEncoder(), utf8 = (text) => encoder.encode(text);
const hex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
const joined = (parts) => Uint8Array.from(parts.flatMap((part) => Array.from(part)));
const sha256 = async (...parts) => new Uint8Array(await crypto.subtle.digest("SHA-256", joined(parts)));
export const digest = async (value) => hex(await sha256(utf8(written(value))));
export function written(value) {
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(written)}]`;
  return `{${Object.keys(value).sort().map((key) => `${JSON.stringify(key)}:${written(value[key])}`)}}`;
}
export function parsed(bytes) {
  const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes), value = JSON.parse(text);
  return written(value) === text ? value : fail("not written in the one way there is");
}

const place = (text) => Array.from(text, (one) => one.codePointAt(0).toString(16).padStart(6, "0")).join("");
export const byText = (one, other) => (place(one) < place(other) ? -1 : 1); // by code point

export async function root(ballots, salt) {
  const bytes = (salt.match(/../g) ?? []).map((pair) => parseInt(pair, 16));
  if (hex(bytes) !== salt) fail("the salt is not written in the one way there is");
  const first = Uint8Array.of(0, ...utf8("wijkregie ballot 1\0"), ...bytes), node = Uint8Array.of(1);
  let level = await Promise.all(ballots.map((one) => sha256(first, utf8(written(one)))));
  while (level.length > 1) {
    const lefts = level.filter((_one, i) => i % 2 === 0), beside = (i) => level[2 * i + 1];
    level = await Promise.all(lefts.map((one, i) => (beside(i) ? sha256(node, one, beside(i)) : one)));
  }
  return hex(level[0] ?? await sha256());
}
