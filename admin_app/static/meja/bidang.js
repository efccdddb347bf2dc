// The fields of a form as they are kept: what was typed, how each field came, and the ticks that differ from that.

export function nameOf(form) {
  return form.elements.form ? form.elements.form.value : "";
}

export function isTyped(field) {
  return field.name && !field.name.startsWith("csrf") && !field.readOnly
    && field.matches("textarea, select, input:not([type=hidden]):not([type=file]):not([type=checkbox]):not([type=radio])");
}

export function fieldsOf(form) {
  return [...form.elements].filter(isTyped);
}

// Files have their own keeping; a tick in the queue belongs to no case.
export function isTicked(field) {
  return field.name && field.name !== "lampiran" && field.matches("input[type=checkbox], input[type=radio]")
    && !("quiet" in field.form.dataset);
}

export function ticksOf(form) {
  return [...form.elements].filter(isTicked);
}

export function tickName(field) {
  return `centang:${field.name}=${field.value}`;
}

// Only what differs from how the page came: a tick of two states then never stands against another officer's.
export function changedTicks(form) {
  return ticksOf(form).filter((field) => field.checked !== field.defaultChecked && (field.type === "checkbox" || field.checked));
}

export function textOf(form) {
  const values = {};
  for (const field of fieldsOf(form)) {
    values[field.name] = field.value;
    if (field.defaultValue !== undefined) values[`dasar:${field.name}`] = field.defaultValue;
  }
  for (const field of changedTicks(form)) values[tickName(field)] = field.checked ? "ya" : "tidak";
  return values;
}

export function hasWords(form) {
  return changedTicks(form).length > 0
    || fieldsOf(form).some((field) => field.defaultValue !== undefined && field.value !== field.defaultValue);
}
