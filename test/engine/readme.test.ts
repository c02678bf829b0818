import { record } from '../../scripts/docs/record';
import { essenceOf, readRecorded } from '../../scripts/docs/recorded';

test('the documents say what the nodes call and put out now (`npm run docs` writes them)', async () => {
	expect(essenceOf(await record())).toEqual(essenceOf(readRecorded()));
}, 240_000);
