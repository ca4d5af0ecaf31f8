// The text of a page as it can be compared with the stored one: the twin of language/anchors.py, held to it by
// tests/language/anchors.json. Offsets count code points, not UTF-16 units: one emoji would shift everything.
const UNSEEN = /[\u0000-\u0008\u000e-\u001f\u007f-\u009f\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ud800-\udfff]/gu;
const BLANKS = /[\s\u001c-\u001f\u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/gu;

export const canonical = (text) =>
  text.replace(UNSEEN, "").replace(/[^\u0300-\u036f]?[\u0300-\u036f]*/gsu, (cluster) => cluster.normalize("NFC")).replace(BLANKS, " ");

export const points = (text) => [...text].length;
