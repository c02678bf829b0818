// What is copied from a console, a table or a chat carries these: blanks, a byte order mark, zero-width characters.
const PASTED_AROUND = /^[\s\u200B-\u200D\u2060\uFEFF]+|[\s\u200B-\u200D\u2060\uFEFF]+$/g;

/** The text without what was pasted around it. */
export function trimPasted(text: string): string {
	return text.replace(PASTED_AROUND, '');
}
