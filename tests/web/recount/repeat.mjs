// Recounts every case of a file of lines, and prints for each "ok" or what is wrong with it.
import { readFileSync } from "node:fs";
import { webcrypto } from "node:crypto";

globalThis.crypto ??= webcrypto;
const { recount } = await import("./recount/recount.js");
const bytes = (text) => Uint8Array.from(Buffer.from(text, "base64"));
for (const line of readFileSync(process.argv[2], "utf8").trim().split("\n")) {
  const { audit, ballots, published } = JSON.parse(line);
  try {
    await recount(bytes(audit), bytes(ballots), published);
    console.log("ok");
  } catch (error) {
    console.log(JSON.stringify(error.message));
  }
}
