/** Says what is wrong with a form, at its fields and at its foot; nothing, when nothing is. */
export function complain(form, errors = {}, message = "") {
  form.querySelectorAll(".wrong").forEach((wrong) => wrong.remove());
  form.querySelectorAll("[aria-invalid]").forEach((field) => field.removeAttribute("aria-invalid"));
  const atFields = Object.entries(errors).filter(([name]) => form.elements[name]?.id);
  const atFoot = Object.entries(errors).filter(([name]) => !form.elements[name]?.id);
  for (const [name, words] of atFields) mark(form.elements[name], words.join(" "));
  form.querySelector("output").value = [...atFoot.flatMap(([, words]) => words), message].join(" ").trim();
  form.querySelector("[aria-invalid]")?.focus();
}

function mark(field, words) {
  const wrong = Object.assign(document.createElement("p"), { className: "wrong", id: `${field.name}-wrong`, textContent: words });
  field.setAttribute("aria-invalid", "true");
  field.setAttribute("aria-describedby", wrong.id);
  field.parentElement.append(wrong);
}
