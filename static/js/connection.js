// Questions to the server. Each of them ends, and the page says when there is no connection and when it is back.
"use strict";
const LONGEST = 15000; // a network that is nearly gone neither answers nor fails
let isLost = false;

// What came: all of it, because half an answer is none.
async function reach(address, options = {}) {
  const tooLong = AbortSignal.timeout(LONGEST);
  try {
    const answer = await fetch(address, { ...options, signal: options.signal ? AbortSignal.any([options.signal, tooLong]) : tooLong });
    const text = await answer.text();
    noticeConnection(true);
    return { ok: answer.ok, status: answer.status, type: answer.type, text };
  } catch (problem) {
    if (problem.name !== "AbortError") noticeConnection(false); // that one was called off by the page
    throw problem;
  }
}

function noticeConnection(isThere) {
  const line = document.getElementById("connection");
  if (!line || isLost === !isThere) return;
  isLost = !isThere;
  line.dataset.state = isLost ? "lost" : "back";
  line.textContent = line.getAttribute(`data-${line.dataset.state}`);
  line.hidden = false;
  setTimeout(() => (isLost ? tryAgain(line) : (line.hidden = true)), 5000);
}

// A page that asks nothing by itself finds out whether the connection is back.
async function tryAgain(line) {
  if (!line.dataset.try) return;
  try {
    await reach(line.dataset.try, { cache: "no-store" });
  } catch {
    setTimeout(() => tryAgain(line), 5000);
  }
}
