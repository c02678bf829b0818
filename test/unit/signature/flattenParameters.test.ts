import fc from 'fast-check';
import { DateTime } from 'luxon';
import { flattenParameters, toDateText } from '../../../credentials/signature/flattenParameters';

const flat = (parameters: object) => ({ ...flattenParameters(parameters) });

test('lists are numbered from 1, objects are named, both to any depth that the API has', () => {
	expect(
		flat({
			Tag: [{ Key: 'a', Value: '1' }, { Key: 'b' }],
			Ids: ['x', 'y'],
			O: { A: { B: [true] } },
		}),
	).toEqual({
		'Tag.1.Key': 'a',
		'Tag.1.Value': '1',
		'Tag.2.Key': 'b',
		'Ids.1': 'x',
		'Ids.2': 'y',
		'O.A.B.1': 'true',
	});
});

test('undefined and null are left out, an empty text is not', () => {
	expect(flat({ A: undefined, B: null, C: '', D: [null, 'x'] })).toEqual({ C: '', 'D.2': 'x' });
});

test('numbers, booleans and big integers are written out', () => {
	expect(flat({ A: 0, B: -1.5, C: false, D: 12345678901234567890n })).toEqual({
		A: '0',
		B: '-1.5',
		C: 'false',
		D: '12345678901234567890',
	});
});

test.each([NaN, Infinity, -Infinity, Symbol('s'), () => 'x'])(
	'%p is refused by its name',
	(value) => {
		expect(() => flattenParameters({ Tag: [{ Key: value }] })).toThrow("'Tag.1.Key'");
	},
);

test('a circle or a very deep nest is refused, not followed', () => {
	const circle: Record<string, unknown> = {};
	circle.Self = circle;
	expect(() => flattenParameters({ Circle: circle })).toThrow('nested too deeply');
	let deep: unknown = 'x';
	for (let level = 0; level < 100_000; level++) deep = [deep];
	expect(() => flattenParameters({ Deep: deep })).toThrow('nested too deeply');
});

test('__proto__ is a name like any other and changes no prototype', () => {
	const hostile = JSON.parse('{"__proto__": {"polluted": "yes"}, "constructor": {"prototype": 1}}');
	expect(Object.entries(flattenParameters(hostile))).toEqual([
		['__proto__.polluted', 'yes'],
		['constructor.prototype', '1'],
	]);
	expect(Object.entries(flattenParameters(JSON.parse('{"__proto__": "text"}')))).toEqual([
		['__proto__', 'text'],
	]);
	expect({}).not.toHaveProperty('polluted');
});

describe('dates', () => {
	const time = Date.UTC(2026, 10, 24, 1, 2, 3, 456);

	test.each([
		['a Date', new Date(time)],
		['a Luxon DateTime', DateTime.fromMillis(time)],
		['a Luxon DateTime of another zone', DateTime.fromMillis(time, { zone: 'Asia/Tokyo' })],
		['a DateTime of another copy of Luxon', { toMillis: () => time }],
	])('%s is written in UTC without milliseconds', (_name, value) => {
		expect(flat({ Time: value, List: [value] })).toEqual({
			Time: '2026-11-24T01:02:03Z',
			'List.1': '2026-11-24T01:02:03Z',
		});
	});

	test.each([
		['an invalid Date', new Date(NaN)],
		['an invalid DateTime', DateTime.invalid('test')],
		['an object with a toMillis that is no function', { toMillis: 5 }],
		['a text', '2026-11-24T01:02:03Z'],
		['a number', time],
		['nothing', undefined],
	])('%s is no date', (_name, value) => {
		expect(toDateText(value)).toBeUndefined();
	});

	test('any time of four-digit years has exactly the form of the API', () => {
		fc.assert(
			fc.property(
				fc.date({ min: new Date(0), max: new Date('9999-12-31'), noInvalidDate: true }),
				(date) => {
					const text = toDateText(date) ?? '';
					expect(text).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
					expect(date.getTime() - Date.parse(text)).toBeLessThan(1000);
				},
			),
		);
	});
});
