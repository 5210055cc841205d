// The camera page. Frames come from the camera alone, never from a file; what they prove is decided by the server.

const place = document.getElementById("capture");
const video = document.getElementById("video");
const guidance = document.getElementById("guidance");
const ring = document.getElementById("ring");
const result = document.getElementById("result");
const text = place.dataset;

const HINT_EVERY = 450;
// More pixels cost upload and time and tell the nets nothing: what they may be wrong about was measured at this size.
const LONG_SIDE = 640;
const HINT_SIDE = 480;
const TURN = 21;
const TURN_PATIENCE = 25_000;
// Below these the server need not be asked: nothing in the picture, or everything moving.
const DARK = 28;
const FLAT = 4;

const large = document.createElement("canvas");
const small = document.createElement("canvas");
// What the frames that were kept look like: a camera that stutters shows one frame for a while, and one frame twice is no proof.
const kept = new Set();
let stream = null;
let running = false;

const wait = (ms) => new Promise((done) => { setTimeout(done, ms); });

function say(sentence) {
  if (guidance.textContent !== sentence) guidance.textContent = sentence;
}

function progress(share) {
  ring.setAttribute("stroke-dasharray", `${Math.round(share * 100)} 100`);
}

function arrows(side) {
  document.getElementById("arrow-left").hidden = side !== "LEFT";
  document.getElementById("arrow-right").hidden = side !== "RIGHT";
}

function trouble(kind) {
  stop();
  place.hidden = true;
  result.hidden = true;
  const panel = document.getElementById(`trouble-${kind}`);
  panel.hidden = false;
  panel.focus();
}

async function open() {
  if (!navigator.mediaDevices?.getUserMedia) {
    trouble("unsupported");
    return false;
  }
  try {
    stream = await navigator.mediaDevices.getUserMedia({
      audio: false,
      video: { facingMode: "user", width: { ideal: 1280 }, height: { ideal: 960 } },
    });
  } catch (error) {
    const kinds = { NotAllowedError: "denied", SecurityError: "denied", NotFoundError: "none", OverconstrainedError: "none" };
    trouble(kinds[error.name] ?? "busy");
    return false;
  }
  video.srcObject = stream;
  await video.play();
  stream.getVideoTracks()[0].addEventListener("ended", () => { if (running) trouble("busy"); });
  return true;
}

function stop() {
  running = false;
  stream?.getTracks().forEach((track) => track.stop());
  stream = null;
  place.dataset.state = "";
  arrows(null);
}

function draw(canvas, source, width, height, side) {
  const scale = Math.min(1, side / Math.max(width, height));
  canvas.width = Math.round(width * scale);
  canvas.height = Math.round(height * scale);
  const pen = canvas.getContext("2d", { willReadFrequently: true });
  pen.drawImage(source, 0, 0, canvas.width, canvas.height);
  return pen;
}

const jpeg = (canvas, quality) => new Promise((done) => { canvas.toBlob(done, "image/jpeg", quality); });

/** Brightness and contrast of the middle of what was drawn last: what needs no server to be wrong. */
function glance(pen) {
  const { width, height } = pen.canvas;
  const size = Math.floor(Math.min(width, height) * 0.5);
  const { data } = pen.getImageData(Math.floor((width - size) / 2), Math.floor((height - size) / 2), size, size);
  let sum = 0;
  let edges = 0;
  let count = 0;
  for (let i = 0; i + 8 < data.length; i += 16) {
    const luma = 0.299 * data[i] + 0.587 * data[i + 1] + 0.114 * data[i + 2];
    edges += Math.abs(luma - (0.299 * data[i + 4] + 0.587 * data[i + 5] + 0.114 * data[i + 6]));
    sum += luma;
    count += 1;
  }
  return { luma: sum / count, edges: edges / count };
}

async function post(path, form) {
  const answer = await fetch(path, {
    method: "POST", body: form, headers: { Accept: "application/json", "X-CSRF-TOKEN": text.csrf },
  });
  return answer.json();
}

/**
 * One frame, the picture not mirrored as its preview is, and what it shows: by a look of our own, then the server's at a
 * smaller copy. The frame that was found good is the one that is sent later, not the next one of a moving head.
 */
async function look() {
  draw(large, video, video.videoWidth, video.videoHeight, LONG_SIDE);
  const { luma, edges } = glance(draw(small, large, large.width, large.height, HINT_SIDE));
  if (luma < DARK) return { outcome: "TOO_DARK", text: text.textDark };
  if (edges < FLAT / 8) return { outcome: "BLURRED", text: text.textBlur };
  const sight = `${luma} ${edges}`;
  if (kept.has(sight)) return { outcome: "SAME", text: text.textHold };
  const form = new FormData();
  form.append("frame", await jpeg(small, 0.75), "frame.jpg");
  const [hint, frame] = await Promise.all([post("/capture/hint", form), jpeg(large, 0.9)]);
  return { ...hint, frame, sight };
}

/** Guides until a condition on the hint holds; null if it takes too long or the page has stopped. */
async function until(holds, patience, sentence) {
  const end = performance.now() + patience;
  while (running && performance.now() < end) {
    const began = performance.now();
    let hint;
    try {
      hint = await look();
    } catch {
      say(text.textOffline);
      await wait(2000);
      continue;
    }
    if (!running) return null;
    if (hint.outcome === "OVER") {
      finish(hint);
      return null;
    }
    if (holds(hint)) return hint;
    say(sentence(hint));
    await wait(Math.max(50, HINT_EVERY - (performance.now() - began)));
  }
  return null;
}

/** Keeps the frame of a hint for the check. */
function keep(frames, hint) {
  frames.push(hint.frame);
  kept.add(hint.sight);
}

const good = (hint) => hint.outcome === "GOOD";

async function sequence() {
  const frontal = [];
  const turned = [];
  kept.clear();
  say(text.textFront);
  progress(0.04);
  for (let i = 0; i < 2; i += 1) {
    const hint = await until(good, 10 * 60_000, (bad) => (bad.outcome === "NOT_FRONTAL" ? text.textFront : bad.text));
    if (!hint) return;
    keep(frontal, hint);
    say(text.textHold);
    progress(0.15 * (i + 1));
    await wait(350);
  }
  // The side is asked for only now, so that nothing recorded before can know it.
  const challenge = await post("/capture/challenge");
  if (!challenge.nonce) {
    finish(challenge);
    return;
  }
  say(challenge.text);
  arrows(challenge.outcome);
  const sign = challenge.outcome === "LEFT" ? 1 : -1;
  const enough = (hint) => typeof hint.yaw === "number" && sign * hint.yaw >= TURN && hint.outcome !== "MANY_FACES";
  const turn = await until(enough, TURN_PATIENCE, (hint) => {
    if (typeof hint.yaw === "number") progress(0.3 + 0.4 * Math.min(1, Math.max(0, (sign * hint.yaw) / TURN)));
    return ["MANY_FACES", "TOO_DARK", "NO_FACE", "TOO_SMALL"].includes(hint.outcome) ? hint.text : challenge.text;
  });
  if (!turn) {
    if (running) {
      arrows(null);
      show("adjust", text.textSlow, true, ["turn"]);
    }
    return;
  }
  keep(turned, turn);
  arrows(null);
  progress(0.75);
  say(text.textBack);
  const back = await until(good, TURN_PATIENCE, () => text.textBack);
  if (!back) {
    if (running) show("adjust", text.textSlow, true, ["turn"]);
    return;
  }
  keep(frontal, back);
  progress(0.9);
  say(text.textChecking);
  const form = new FormData();
  form.append("nonce", challenge.nonce);
  form.append("camera", stream.getVideoTracks()[0].label);
  frontal.forEach((blob, i) => form.append("frontal", blob, `front-${i}.jpg`));
  turned.forEach((blob, i) => form.append("turned", blob, `turn-${i}.jpg`));
  finish(await post("/capture/frames", form));
}

/** @param tips what helps against just this, by the names in the page */
function show(kind, sentence, again, tips = []) {
  stop();
  progress(0);
  // One state at a time: what led to this one is over, and who has passed needs no other way.
  place.hidden = true;
  document.querySelectorAll(".other-way").forEach((way) => { way.hidden = kind === "passed"; });
  document.getElementById("result-title").textContent = document.getElementById("result-title").dataset[kind];
  document.getElementById("result-text").textContent = sentence;
  document.getElementById("again").hidden = !again;
  result.querySelectorAll(".tips li").forEach((tip) => { tip.hidden = !tips.includes(tip.dataset.tip); });
  result.querySelector(".tips").hidden = tips.length === 0;
  result.dataset.outcome = kind;
  result.hidden = false;
  result.focus();
}

function finish(answer) {
  switch (answer.outcome) {
    case "PASSED":
      show("passed", answer.text, false);
      setTimeout(() => location.assign(answer.next), 900);
      break;
    case "OFFICER":
    case "CONSENT":
      stop();
      location.assign("/capture");
      break;
    case "RETRY":
      show("retry", answer.text, true, answer.tips);
      break;
    case "LATER":
      show("later", answer.text, true);
      break;
    case "OVER":
      show("over", answer.text, false);
      break;
    default:
      show("adjust", answer.text, true, answer.tips);
  }
}

async function start() {
  result.hidden = true;
  place.hidden = false;
  place.dataset.state = "running";
  say(text.textOpen);
  if (!(await open())) return;
  running = true;
  try {
    await sequence();
  } catch (error) {
    if (running) show("later", text.textOffline, true);
    throw error;
  }
}

document.getElementById("start").addEventListener("click", start);
document.getElementById("again").addEventListener("click", start);
// A camera that nobody looks at is switched off.
document.addEventListener("visibilitychange", () => { if (document.hidden && running) show("adjust", text.textSlow, true); });
window.addEventListener("pagehide", stop);
// Who has just agreed has asked for the camera; who reloads later is asked again.
if (place.dataset.open) {
  history.replaceState(null, "", location.pathname);
  start();
}
