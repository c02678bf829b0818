/**
 * Alibaba's sentence, or undefined if there is none that can be read: some arrive as question marks
 * where Chinese was lost on the way, some as the template that nobody filled in.
 */
export function readSentence(text: string | undefined): string | undefined {
	const sentence = text?.trim() ?? '';
	if (sentence.replace(/%s/g, '').search(/[\p{L}\p{N}]/u) === -1) return undefined;
	const lost = sentence.match(/[?\uFFFD]/g)?.length ?? 0;
	const read = sentence.match(/[\p{L}\p{N}]/gu)?.length ?? 0;
	return /[?\uFFFD]{2}/.test(sentence) && lost >= read ? undefined : sentence;
}
