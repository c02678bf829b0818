/** The entries of a list that is written as text, with commas, semicolons or blanks between them. */
export function splitList(text: string): string[] {
	return text.split(/[,;\s]+/);
}
