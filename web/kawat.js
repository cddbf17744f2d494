// SPDX-License-Identifier: MIT
// Comfort only: every page works without it. Keys: j and k go to the next and the previous finding, / to the search.
"use strict";

const typing = e => e.target instanceof HTMLInputElement || e.ctrlKey || e.metaKey || e.altKey;

function step(by) {
    const all = [...document.querySelectorAll(".f")];
    if (!all.length) return;
    const at = all.indexOf(document.activeElement);
    const next = all[(at + by + all.length) % all.length] || all[0];
    next.focus();
    next.scrollIntoView({ block: "center" });
}

document.addEventListener("keydown", e => {
    if (typing(e)) return;
    if (e.key === "j") step(1);
    else if (e.key === "k") step(-1);
    else if (e.key === "Escape" && document.activeElement) document.activeElement.blur();
    else if (e.key === "/") {
        e.preventDefault();
        document.querySelector(".find input[type=search]").focus();
    }
});

// A note near the right border opens to the left, so that it is not cut off.
document.addEventListener("mouseover", e => {
    const f = e.target.closest && e.target.closest(".f");
    const note = f && f.querySelector(".note");
    if (note) note.classList.toggle("left", f.getBoundingClientRect().left > window.innerWidth * 0.6);
});
