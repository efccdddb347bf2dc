// Words chosen in a message stand in the field at once; whoever types them needs none of this.
const field = document.querySelector(".reviewed-add input[name=kata]");

document.addEventListener("selectionchange", () => {
  const chosen = document.getSelection();
  const node = chosen?.anchorNode;
  const place = node && (node.nodeType === Node.TEXT_NODE ? node.parentElement : node);
  if (!field || !place?.closest(".reviewed-text .pre")) return;
  const words = chosen.toString().replace(/\s+/g, " ").trim();
  if (words && !words.includes("▮")) field.value = words.slice(0, field.maxLength);
});
