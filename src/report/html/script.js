"use strict";
(() => {
  const $ = (id) => document.getElementById(id);
  const findings = [...document.querySelectorAll(".finding")].map((el) => ({
    el,
    text: el.textContent.toLowerCase(),
    severity: el.dataset.severity,
    kind: el.dataset.kind,
    articles: el.dataset.articles.split(" "),
    publishers: el.dataset.publishers.split("\n"),
    state: "open",
    reason: "",
  }));

  // Links into a folded article unfold it.
  const unfold = () => {
    const target = location.hash && $(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    const finding = findings.find((f) => f.el === target);
    if (finding) finding.el.hidden = false;
    const folded = target.closest("details");
    if (folded) folded.open = true;
    target.scrollIntoView();
  };
  addEventListener("hashchange", unfold);
  addEventListener("beforeprint", () => document.querySelectorAll("details").forEach((d) => { d.open = true; }));
  unfold();
  if (!findings.length) return;

  // Decisions outlive the page where the browser lets it keep them.
  const key = (f) => "copydesk:" + f.el.dataset.fingerprint;
  const load = (f) => {
    try {
      const kept = JSON.parse(localStorage.getItem(key(f)) || "null");
      if (kept) { f.state = kept.state; f.reason = kept.reason; }
    } catch { /* nothing is kept */ }
  };
  const keep = (f) => {
    try {
      if (f.state === "open") localStorage.removeItem(key(f));
      else localStorage.setItem(key(f), JSON.stringify({ state: f.state, reason: f.reason }));
    } catch { /* nothing is kept */ }
  };
  const show = (f) => {
    const open = f.state === "open";
    f.el.classList.toggle("decided", !open);
    f.el.querySelector("[data-decide=accepted]").hidden = !open;
    f.el.querySelector("[data-decide=dismissed]").hidden = !open;
    f.el.querySelector("[data-decide=open]").hidden = open;
    const why = f.el.querySelector(".why");
    why.hidden = open;
    why.querySelector("input").value = f.reason;
    f.el.querySelector(".decision").textContent = open ? "" : f.state;
  };
  const decide = (f, state) => {
    f.state = state;
    if (state === "open") f.reason = "";
    keep(f);
    show(f);
    count();
  };

  const value = (id) => ($(id) ? $(id).value : "");
  const count = () => {
    const n = findings.filter((f) => !f.el.hidden).length;
    const done = findings.filter((f) => f.state !== "open").length;
    $("shown").textContent = n + " of " + findings.length + " findings shown" + (done ? ", " + done + " decided" : "");
  };
  const filter = () => {
    const words = value("q").toLowerCase().split(/\s+/).filter(Boolean);
    const severities = [...document.querySelectorAll("[name=severity]:checked")].map((box) => box.value);
    const kind = value("kind"), article = value("article"), publisher = value("publisher"), decided = value("decided");
    for (const f of findings) {
      f.el.hidden = !(severities.includes(f.severity)
        && (!kind || f.kind === kind)
        && (!article || f.articles.includes(article))
        && (!publisher || f.publishers.includes(publisher))
        && (!decided || f.state === decided)
        && words.every((word) => f.text.includes(word)));
    }
    count();
  };

  // The file is TOML: strings in JSON's escapes are TOML's too.
  const toml = () => findings.filter((f) => f.state !== "open").map((f) => {
    const word = f.state === "accepted" ? "accepted as it is" : "false alarm";
    const message = f.el.querySelector(".message").textContent.replace(/[\u0000-\u001f\u007f]/g, " ");
    return "# " + message + "\n[[ignore]]\nrule = " + JSON.stringify(f.el.dataset.rule)
      + "\nfingerprint = " + JSON.stringify(f.el.dataset.fingerprint)
      + "\nreason = " + JSON.stringify(f.reason ? word + ": " + f.reason : word) + "\n";
  }).join("\n");
  const save = () => {
    const text = toml() || "# No finding has been decided yet.\n";
    $("toml").value = text;
    $("exported").hidden = false;
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text], { type: "application/toml" }));
    link.download = "copydesk-ignore.toml";
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  };

  let at = -1;
  const step = (by) => {
    let next = at + by;
    while (next >= 0 && next < findings.length && findings[next].el.hidden) next += by;
    if (next < 0 || next >= findings.length) return;
    at = next;
    findings[at].el.focus();
    findings[at].el.scrollIntoView({ block: "nearest" });
  };

  $("filters").addEventListener("input", filter);
  $("filters").addEventListener("submit", (event) => event.preventDefault());
  $("clear").addEventListener("click", () => { $("filters").reset(); filter(); });
  $("export").addEventListener("click", save);
  findings.forEach((f, i) => {
    load(f);
    show(f);
    f.el.addEventListener("focusin", () => { at = i; });
    f.el.addEventListener("click", (event) => {
      const state = event.target.dataset && event.target.dataset.decide;
      if (!state) return;
      decide(f, state);
      if (state !== "open") f.el.querySelector(".why input").focus();
    });
    f.el.querySelector(".why input").addEventListener("input", (event) => { f.reason = event.target.value; keep(f); });
  });
  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName)) return;
    const f = findings[at];
    if (event.key === "j") step(1);
    else if (event.key === "k") step(-1);
    else if (event.key === "/") { event.preventDefault(); $("q").focus(); }
    else if (event.key === "a" && f) decide(f, "accepted");
    else if (event.key === "d" && f) decide(f, "dismissed");
    else if (event.key === "u" && f) decide(f, "open");
  });
  filter();
  unfold();
})();
