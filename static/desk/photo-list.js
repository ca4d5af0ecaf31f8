/** The photos of the article as they stand in the form now, saved or not, in their order. */

export const rowsOnPage = () =>
  [...document.querySelectorAll(".photo-row:not(.empty-form)")].filter((row) => !isDeleted(row) && pictureOf(row).value);

export const photosOnPage = () => {
  const rows = rowsOnPage();
  const lead = rows.find((row) => row.querySelector("[type=radio]").checked) ?? rows[0];
  return rows.map((row, place) => ({
    id: pictureOf(row).value,
    number: place + 1,
    thumb: row.querySelector(".photo-thumb").getAttribute("src"),
    caption: row.querySelector("[name$=-caption]").value,
    leads: row === lead,
  }));
};

export const pictureOf = (row) => row.querySelector("[name$=-picture]");

export const isDeleted = (row) => row.querySelector("[name$=-DELETE]")?.checked ?? false;
