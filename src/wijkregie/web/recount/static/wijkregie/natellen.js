// The recount page: takes the files of the round, or those that one chooses, and shows the verdict.
const place = document.getElementById("natellen");
const told = document.getElementById("natellen-uitslag");
const words = place.dataset;

// What does not follow from the ballots, in words; files that are none of ours have no such names.
const unsound = (why) => {
  const names = /^the count tells otherwise: (.+)$/.exec(why)?.[1].split(",") ?? [];
  const parts = JSON.parse(words.parts);
  const told = [...new Set(names)].map((name) => parts[name] ?? name).join(", ");
  return told ? `${words.unsound} ${told}.` : words.foreign;
};

const say = (kind, text) => {
  const line = document.createElement("p");
  line.className = `utrecht-paragraph wr-verdict wr-verdict--${kind}`;
  line.textContent = text;
  told.replaceChildren(line);
};

const verdict = (audit, ballots, published) =>
  new Promise((answer, refuse) => {
    const worker = new Worker(words.worker, { type: "module" });
    worker.onmessage = ({ data }) => {
      worker.terminate();
      answer(data);
    };
    worker.onerror = refuse;
    worker.postMessage({ audit, ballots, published });
  });

const count = async (files, published) => {
  say("busy", words.busy);
  try {
    const [audit, ballots] = await Promise.all(files());
    const found = await verdict(audit, ballots, published);
    say(found.sound ? "sound" : "unsound", found.sound ? words.sound : unsound(found.why));
  } catch {
    say("unsound", words.failed);
  }
};

const bytesAt = async (url) => {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(url);
  return answer.arrayBuffer();
};
const chosen = (id) => {
  const [file] = document.getElementById(id).files;
  return file ? file.arrayBuffer() : Promise.reject(new Error(id));
};
const published = { declared: words.declared, seal: words.seal };

place.hidden = false;
place.querySelector("[data-own]")?.addEventListener("click", () =>
  count(() => [bytesAt(words.audit), bytesAt(words.ballots)], published));
place.querySelector("[data-chosen]").addEventListener("click", () =>
  count(() => [chosen("natellen-audit"), chosen("natellen-ballots")], published));
