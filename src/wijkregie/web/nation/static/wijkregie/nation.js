// Draw the map of the country from three files: borders, values and names, in one order.
// The table beside the map tells the same without script.
(() => {
  const root = document.querySelector("[data-nation]");
  if (!root) return;
  const set = root.dataset;
  const canvas = root.querySelector("canvas");
  const pen = canvas.getContext("2d");
  const said = root.querySelector(".wr-nation__said");
  const classes = JSON.parse(set.classes);
  const steps = JSON.parse(set.steps);
  const labels = JSON.parse(set.labels);
  const MOST = 60;

  // --- reading: the formats are told in core/topology.py and core/columns.py

  const numbers = (bytes) => {
    const found = new Int32Array(bytes.length);
    let count = 0, value = 0, place = 0;
    for (const byte of bytes) {
      value |= (byte & 127) << place;
      place += 7;
      if (byte & 128) continue;
      found[count++] = (value >>> 1) ^ -(value & 1);
      value = place = 0;
    }
    return found;
  };
  const areasOf = (bytes) => {
    const row = numbers(bytes);
    let at = 0, x = 0, y = 0;
    const many = (count) => Array.from({ length: count }, () => row[at++]);
    const arcs = many(row[at++]).map((length) => {
      const arc = new Float64Array(2 * length);
      for (let i = 0; i < arc.length; i += 2) {
        arc[i] = x += row[at++];
        arc[i + 1] = y += row[at++];
      }
      return arc;
    });
    const counts = many(row[at++]);
    const lengths = many(counts.reduce((sum, one) => sum + one, 0));
    let arc = 0, ring = 0;
    const corners = () => {
      const points = [];
      for (let i = lengths[ring++]; i > 0; i--) {
        arc += row[at++];
        const line = arcs[arc < 0 ? -1 - arc : arc];
        const last = line.length - 2;
        for (let k = points.length ? 2 : 0; k <= last; k += 2) {
          const from = arc < 0 ? last - k : k;
          points.push(line[from], line[from + 1]);
        }
      }
      return points;
    };
    return counts.map((count) => boxed(Array.from({ length: count }, corners)));
  };
  const boxed = (rings) => {
    const box = [Infinity, Infinity, -Infinity, -Infinity];
    for (const ring of rings) {
      for (let i = 0; i < ring.length; i += 2) {
        box[0] = Math.min(box[0], ring[i]);
        box[1] = Math.min(box[1], ring[i + 1]);
        box[2] = Math.max(box[2], ring[i]);
        box[3] = Math.max(box[3], ring[i + 1]);
      }
    }
    return { rings, box };
  };
  const valuesOf = (buffer) => {
    const head = new DataView(buffer);
    const count = head.getUint32(4, true);
    const low = head.getFloat64(8, true);
    const step = head.getFloat64(16, true);
    const size = 10 ** head.getUint32(24, true);
    const body = new Uint8Array(buffer, 28);
    return Array.from({ length: count }, (_, i) => {
      let number = 0;
      for (let at = i, weight = 1; at < body.length; at += count, weight *= 256) {
        number += body[at] * weight;
      }
      return number ? (low + step * (number - 1)) / size : null;
    });
  };

  // --- words

  const written = new Intl.NumberFormat(document.documentElement.lang || "nl", {
    minimumFractionDigits: "money" in set ? 0 : Number(set.decimals),
    maximumFractionDigits: "money" in set ? 0 : Number(set.decimals),
  });
  const textOf = (value) => {
    if (value === null) return set.unknown;
    if (labels[value]) return labels[value];
    if ("money" in set) return `€ ${written.format(1000 * value)}`;
    return `${written.format(value)} ${set.unit}`.trim();
  };

  // --- drawing

  const swatch = (step) => {
    const shown = root.querySelector(`.wr-swatch .wr-q${step}`);
    return shown ? getComputedStyle(shown).fill : "#888";
  };
  const css = (name) => getComputedStyle(root).getPropertyValue(name).trim();
  const hatch = (scale) => {
    const tile = document.createElement("canvas");
    tile.width = tile.height = 6;
    const brush = tile.getContext("2d");
    brush.fillStyle = css("--wr-paper");
    brush.fillRect(0, 0, 6, 6);
    brush.strokeStyle = css("--wr-muted");
    brush.beginPath();
    brush.moveTo(-1, 7);
    brush.lineTo(7, -1);
    brush.stroke();
    const pattern = pen.createPattern(tile, "repeat");
    pattern.setTransform(new DOMMatrix().scale(1 / scale));
    return pattern;
  };
  const trace = (path, area) => {
    for (const ring of area.rings) {
      path.moveTo(ring[0], ring[1]);
      for (let i = 2; i < ring.length; i += 2) path.lineTo(ring[i], ring[i + 1]);
      path.closePath();
    }
  };

  let areas = [], values = [], names = null, chosen = -1;
  let paths = new Map(), whole = new Path2D(), box = [0, 0, 1, 1];
  const view = { zoom: 1, x: 0, y: 0 };
  const scaleOf = () => {
    const wide = canvas.width / (box[2] - box[0]);
    return 0.96 * Math.min(wide, canvas.height / (box[3] - box[1])) * view.zoom;
  };
  const draw = () => {
    const scale = scaleOf();
    pen.setTransform(1, 0, 0, 1, 0, 0);
    pen.clearRect(0, 0, canvas.width, canvas.height);
    pen.setTransform(
      scale, 0, 0, -scale, canvas.width / 2 - scale * view.x, canvas.height / 2 + scale * view.y
    );
    for (const [step, path] of paths) {
      pen.fillStyle = step ? swatch(step) : hatch(scale);
      pen.fill(path, "evenodd");
      pen.strokeStyle = pen.fillStyle;
      pen.lineWidth = 0.6 / scale;
      if (step) pen.stroke(path);
    }
    if (view.zoom > 4) {
      pen.strokeStyle = css("--wr-paper");
      pen.lineWidth = Math.min(2, view.zoom / 6) / scale;
      pen.stroke(whole);
    }
    if (chosen >= 0) {
      const path = new Path2D();
      trace(path, areas[chosen]);
      pen.strokeStyle = css("--wr-ink");
      pen.lineWidth = (3 * devicePixelRatio) / scale;
      pen.stroke(path);
    }
  };
  let asked = 0;
  const redraw = () => {
    cancelAnimationFrame(asked);
    asked = requestAnimationFrame(draw);
  };
  const colour = () => {
    paths = new Map([[0, new Path2D()]]);
    whole = new Path2D();
    areas.forEach((area, at) => {
      const value = values[at];
      const step = value === null ? 0 : steps[classes.filter((one) => value >= one).length];
      if (!paths.has(step)) paths.set(step, new Path2D());
      trace(paths.get(step), area);
      trace(whole, area);
    });
  };
  const fit = () => {
    const size = canvas.getBoundingClientRect();
    canvas.width = Math.round(size.width * devicePixelRatio);
    canvas.height = Math.round(size.height * devicePixelRatio);
    redraw();
  };

  // --- choosing and moving

  const placeOf = (x, y) => {
    const size = canvas.getBoundingClientRect();
    const scale = scaleOf() / devicePixelRatio;
    return [
      view.x + (x - size.left - size.width / 2) / scale,
      view.y - (y - size.top - size.height / 2) / scale,
    ];
  };
  const holds = (area, x, y) => {
    const [left, low, right, high] = area.box;
    if (x < left || x > right || y < low || y > high) return false;
    let inside = false;
    for (const ring of area.rings) {
      for (let i = 0; i + 3 < ring.length; i += 2) {
        const [ax, ay, bx, by] = [ring[i], ring[i + 1], ring[i + 2], ring[i + 3]];
        if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside;
      }
    }
    return inside;
  };
  const tell = () => {
    said.textContent = chosen < 0 ? said.dataset.said : "";
    if (chosen < 0) return;
    const link = document.createElement("a");
    const code = names ? names.codes[chosen] : "";
    link.className = "utrecht-link utrecht-link--html-a";
    link.textContent = names ? names.names[chosen] : "…";
    if (code) link.href = set.area + code;
    said.append(link, `: ${textOf(values[chosen])}`);
  };
  const choose = (x, y) => {
    chosen = areas.findIndex((area) => holds(area, ...placeOf(x, y)));
    tell();
    redraw();
  };
  const bound = (value, low, high) => Math.min(Math.max(value, low), high);
  const go = (dx, dy) => {
    view.x = bound(view.x + dx, box[0], box[2]);
    view.y = bound(view.y + dy, box[1], box[3]);
    redraw();
  };
  const zoom = (factor, x, y) => {
    const before = x === undefined ? [view.x, view.y] : placeOf(x, y);
    view.zoom = bound(view.zoom * factor, 1, MOST);
    const after = x === undefined ? [view.x, view.y] : placeOf(x, y);
    if (view.zoom === 1) home();
    else go(before[0] - after[0], before[1] - after[1]);
    canvas.toggleAttribute("data-near", view.zoom > 1);
  };
  const home = () => {
    view.zoom = 1;
    view.x = (box[0] + box[2]) / 2;
    view.y = (box[1] + box[3]) / 2;
    canvas.removeAttribute("data-near");
    redraw();
  };

  const fingers = new Map();
  let moved = 0;
  canvas.addEventListener("pointerdown", (down) => {
    fingers.set(down.pointerId, [down.clientX, down.clientY]);
    canvas.setPointerCapture(down.pointerId);
    moved = fingers.size > 1 ? 99 : 0;
  });
  canvas.addEventListener("pointermove", (move) => {
    const last = fingers.get(move.pointerId);
    if (!last) return;
    const now = [move.clientX, move.clientY];
    const other = [...fingers].find(([id]) => id !== move.pointerId)?.[1];
    moved += Math.abs(now[0] - last[0]) + Math.abs(now[1] - last[1]);
    if (other) {
      const apart = (one) => Math.hypot(one[0] - other[0], one[1] - other[1]) || 1;
      zoom(apart(now) / apart(last), (now[0] + other[0]) / 2, (now[1] + other[1]) / 2);
    } else if (view.zoom > 1 && moved > 6) {
      const scale = scaleOf() / devicePixelRatio;
      go((last[0] - now[0]) / scale, (now[1] - last[1]) / scale);
    }
    fingers.set(move.pointerId, now);
  });
  canvas.addEventListener("pointerup", (up) => {
    if (fingers.delete(up.pointerId) && moved <= 6) choose(up.clientX, up.clientY);
  });
  canvas.addEventListener("pointercancel", (gone) => fingers.delete(gone.pointerId));
  canvas.addEventListener("wheel", (turn) => {
    if (!turn.ctrlKey && document.activeElement !== canvas) return;
    turn.preventDefault();
    zoom(turn.deltaY < 0 ? 1.25 : 0.8, turn.clientX, turn.clientY);
  }, { passive: false });
  canvas.addEventListener("dblclick", (tap) => zoom(2, tap.clientX, tap.clientY));
  canvas.addEventListener("keydown", (key) => {
    const step = (0.1 * (box[2] - box[0])) / view.zoom;
    const does = {
      ArrowLeft: () => go(-step, 0), ArrowRight: () => go(step, 0),
      ArrowUp: () => go(0, step), ArrowDown: () => go(0, -step),
      "+": () => zoom(1.5), "=": () => zoom(1.5), "-": () => zoom(1 / 1.5), Home: home,
      Enter: () => {
        const size = canvas.getBoundingClientRect();
        choose(size.left + size.width / 2, size.top + size.height / 2);
      },
    }[key.key];
    if (!does) return;
    key.preventDefault();
    does();
  });
  root.querySelectorAll("[data-zoom]").forEach((button) => {
    const does = { in: () => zoom(2), out: () => zoom(0.5), all: home }[button.dataset.zoom];
    button.addEventListener("click", does);
  });

  // --- fetching

  const fetched = async (address) => {
    const answer = await fetch(address);
    if (!answer.ok) throw new Error(answer.status);
    return answer;
  };
  const start = async () => {
    const [borders, figures] = await Promise.all(
      [set.borders, set.values].map(async (one) => (await fetched(one)).arrayBuffer())
    );
    areas = areasOf(new Uint8Array(borders));
    values = valuesOf(figures);
    ({ box } = boxed(areas.flatMap((area) => area.rings)));
    root.querySelector(".wr-nation__without").hidden = true;
    root.querySelector(".wr-nation__board").hidden = false;
    colour();
    home();
    tell();
    new ResizeObserver(fit).observe(canvas);
    names = await (await fetched(set.names)).json();
    tell();
    root.setAttribute("data-ready", "");
  };
  start().catch(() => {
    root.querySelector(".wr-nation__without").textContent = set.failed;
  });
})();
