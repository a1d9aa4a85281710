// The one way to write a value, its hash, and the root over all ballots (RFC 6962).
export const fail = (why) => { throw new Error(why); };
export const sum = (values) => values.reduce((total, one) => total + one, 0);
const utf8 = (text) => new TextEncoder().encode(text);
const hex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
const hashed = (bytes) => crypto.subtle.digest("SHA-256", Uint8Array.from(bytes));
const sha256 = async (...bytes) => new Uint8Array(await hashed(bytes));
export const digest = async (value) => hex(await sha256(...utf8(written(value))));

export function written(value) {
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(written)}]`;
  const keys = Object.keys(value).sort();
  return `{${keys.map((key) => `${JSON.stringify(key)}:${written(value[key])}`)}}`;
}

export function parsed(bytes) {
  const strict = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  const text = strict.decode(bytes), value = JSON.parse(text);
  return written(value) === text ? value : fail("not written in the one way there is");
}

// By code point, which is not the order that JavaScript has of itself.
const place = (text) => Array.from(text, (one) => one.codePointAt(0).toString(16).padStart(6, "0"));
export const byText = (one, other) => (place(one).join("") < place(other).join("") ? -1 : 1);

export async function root(ballots, salt) {
  const bytes = (salt.match(/../g) ?? []).map((pair) => parseInt(pair, 16));
  if (hex(bytes) !== salt) fail("the salt is not written in the one way there is");
  const first = [0, ...utf8("wijkregie ballot 1\0"), ...bytes];
  let level = await Promise.all(ballots.map((one) => sha256(...first, ...utf8(written(one)))));
  while (level.length > 1) {
    const lefts = level.filter((_one, i) => i % 2 === 0), beside = (i) => level[2 * i + 1];
    level = await Promise.all(lefts.map((one, i) => beside(i) ? sha256(1, ...one, ...beside(i)) : one));
  }
  return hex(level[0] ?? await sha256());
}
