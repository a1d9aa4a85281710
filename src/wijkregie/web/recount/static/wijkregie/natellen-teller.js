// Counts again beside the page, so that the page stays quick: files in, a verdict out.
import { recount } from "./recount/recount.js";

addEventListener("message", async ({ data: { audit, ballots, published } }) => {
  try {
    const { outcome } = await recount(new Uint8Array(audit), new Uint8Array(ballots), published);
    postMessage({ sound: true, outcome });
  } catch (error) {
    postMessage({ sound: false, why: error.message });
  }
});
