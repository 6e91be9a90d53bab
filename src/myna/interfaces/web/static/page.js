// What is live on the pages. Everything works without it; it only saves looking again.
"use strict";

const state = document.getElementById("state");
const turns = document.getElementById("turns");
const words = turns ? JSON.parse(turns.dataset.words) : {};
const MOVED = { timer: ["timers"], lists: ["lists"], reload: ["settings", "commands", "models"] };
const page = location.pathname.slice(1) || "now";
const began = Date.now();
let answer = null;

function show(id, text) {
  const element = document.getElementById(id);
  if (element && element.textContent !== text) element.textContent = text;
}

function setState(name, phase) {
  if (!state) return;
  state.dataset.state = name;
  state.dataset.phase = phase;
  const sentence = words[`state_${name.replace("-", "_")}`];
  if (sentence) show("sentence", sentence);
}

function setMuted(muted) {
  const button = document.querySelector('form[action="/mute"] button, form[action="/unmute"] button');
  if (!button) return;
  button.form.action = muted ? "/unmute" : "/mute";
  button.textContent = muted ? words.unmute : words.mute;
  button.className = muted ? "warn" : "";
}

function line(name, text) {
  const made = document.createElement("p");
  made.className = name;
  made.textContent = text;
  return made;
}

function addTurn(heard) {
  const item = document.createElement("li");
  if (heard) item.append(line("heard", heard));
  turns.prepend(item);
  while (turns.children.length > 20) turns.lastChild.remove();
  answer = null;
  return item;
}

function explain(item, found) {
  const details = document.createElement("details");
  const summary = document.createElement("summary");
  summary.textContent = words.why;
  const list = document.createElement("dl");
  list.className = "decision";
  const add = (name, value) => {
    if (value === null || value === undefined || value === "") return;
    const term = document.createElement("dt");
    const said = document.createElement("dd");
    term.textContent = name;
    said.textContent = value;
    list.append(term, said);
  };
  add(words.decision, words[`decision_${found.decision}`]);
  add(words.skill, found.skill && `${found.skill} (${found.intent})`);
  if (found.step !== "none") add(words.step, `${found.step}, ${found.confidence.toFixed(2)}`);
  for (const [name, value] of Object.entries(found.slots || {})) add(name, String(value));
  add(words.reason, found.reason);
  details.append(summary, list);
  item.append(details);
}

function take(event) {
  switch (event.event) {
    case "snapshot":
      setState(event.status.state, event.status.phase);
      setMuted(event.status.muted);
      break;
    case "away":
      setState("away", "idle");
      break;
    case "state":
      setState(event.state, event.phase);
      break;
    case "muted":
    case "unmuted":
      setMuted(event.event === "muted");
      break;
    case "volume": {
      const slider = document.getElementById("volume");
      if (slider && document.activeElement !== slider) slider.value = event.volume;
      break;
    }
    case "level": {
      const meter = document.getElementById("level");
      if (meter) meter.value = event.level_db === null ? meter.min : event.level_db;
      break;
    }
    case "wake":
      if (event.text !== undefined) show("partial", `✓ ${event.text}`);
      show("wake-score", event.score === undefined ? "✓" : `✓ ${Math.round(100 * event.score)} %`);
      break;
    case "partial":
    case "pause":
      if (event.text !== undefined) show("partial", event.text);
      break;
    case "understood":
      show("partial", "");
      if (turns && event.text) explain(addTurn(event.text), event);
      break;
    case "piece":
      if (!turns || event.text === undefined) break;
      if (!answer) {
        answer = line("answer", "");
        (turns.firstElementChild && !turns.firstElementChild.querySelector(".answer") ? turns.firstElementChild : addTurn(""))
          .append(answer);
        const why = answer.parentElement.querySelector("details");
        if (why) answer.after(why);
      }
      answer.textContent += event.text;
      break;
    case "answer":
      answer = null;
      break;
    case "pull": {
      const pull = document.getElementById("pull");
      if (pull) {
        pull.hidden = false;
        pull.textContent = event.line;
      }
      break;
    }
  }
  // Another browser, or a voice, has changed what this page shows.
  if ((MOVED[event.event] || []).includes(page) && Date.now() - began > 1500) document.getElementById("changed").hidden = false;
}

const stream = new EventSource("/api/events");
stream.onmessage = (message) => take(JSON.parse(message.data));
stream.onerror = () => setState("away", "idle");

// What says so in a moment on the page itself needs no new one.
for (const form of document.querySelectorAll('form[action="/listen"], form[action="/stop"], form[action="/mute"], form[action="/volume"]')) {
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const body = new URLSearchParams(new FormData(form));
    const done = await fetch(form.action, { method: "POST", body });
    if (!done.ok) {
      document.open();
      document.write(await done.text());
      document.close();
    }
  });
}

const asking = document.querySelector('form[action="/ask"]');
if (asking) asking.addEventListener("submit", async (event) => {
  event.preventDefault();
  const body = JSON.stringify({ text: asking.text.value, aloud: asking.aloud.checked });
  const answered = document.getElementById("answered");
  answered.hidden = false;
  answered.textContent = "…";
  const done = await fetch("/api/ask", { method: "POST", body });
  const found = await done.json();
  answered.textContent = done.ok ? found.answer : `${found.error.message} ${found.error.hint}`;
  if (done.ok) asking.text.value = "";
});

const slider = document.getElementById("volume");
if (slider) slider.addEventListener("change", () => slider.form.requestSubmit());

for (const left of document.querySelectorAll("[data-left]:not([data-paused])")) {
  const due = began + 1000 * left.dataset.left;
  setInterval(() => {
    const seconds = Math.max(0, Math.round((due - Date.now()) / 1000));
    left.textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
  }, 1000);
}
