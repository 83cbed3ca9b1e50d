"use strict";
// Leads a fragment that is not on this page of a paper to the page after it, until one has it: hosts
// lead the IRI of a part of a paper to the first page of several.
(() => {
  const lead = () => {
    const next = document.querySelector("link[rel=next]");
    const wanted = decodeURIComponent(location.hash.slice(1));
    if (wanted && !document.getElementById(wanted)) location.replace(next.href + location.hash);
  };
  addEventListener("DOMContentLoaded", lead);
  addEventListener("hashchange", lead);
})();
