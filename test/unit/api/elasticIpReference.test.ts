import fc from 'fast-check';
import {
	elasticIpReference,
	readReference,
} from '../../../nodes/AlibabaCloudEip/api/elasticIpReference';

test.each([
	['eip-25877c70gddh5abcd', 'id'],
	['198.51.100.7', 'address'],
	['0.0.0.0', 'address'],
	['i-2zebb08phyczzawe5abcd', 'binding'],
	['eni-bp1d66qjxb3qoin3abcd', 'binding'],
	['lb-bp1b6c719dfa08ex5abcd', 'binding'],
	['ngw-bp1uewa15k4iy5770abcd', 'binding'],
	['havip-bp19o63nequs01i8dabcd', 'binding'],
	['192.168.0.4', 'binding'],
])('%s names an Elastic IP by its %s', (value, by) => {
	expect(readReference(value)).toEqual({ by, value });
});

test.each([
	...['', 'web-1', 'eip-', 'eipsg-2zett8ba055tbsxme5abcd', 'cbwp-1', 'EIP-1', 'vpc-1'],
	...['198.51.100', '198.51.100.256', '198.051.100.7', '198.51.100.7/32', '198.51.100.7\n'],
	...['2001:db8::1', 'eip-a,eip-b', 'i-1 ', '__proto__', 'constructor-1'],
])('%j names none', (value) => {
	expect(readReference(value)).toBeUndefined();
});

test('what the form and the checks let pass is understood, and nothing else', () => {
	const octet = fc.oneof(fc.integer({ min: 0, max: 300 }).map(String), fc.constant('010'));
	const text = fc.oneof(
		fc.array(octet, { minLength: 3, maxLength: 5 }).map((parts) => parts.join('.')),
		fc
			.tuple(
				fc.constantFrom('eip-', 'i-', 'eni-', 'lb-', 'ngw-', 'havip-', 'eipsg-', 'vpc-', ''),
				fc.string({ maxLength: 12 }),
			)
			.map(([prefix, rest]) => prefix + rest),
		fc.stringMatching(/^(eip|i|eni|lb|ngw|havip)-[a-zA-Z0-9-]{1,20}$/),
	);
	fc.assert(
		fc.property(text, (value) => {
			expect(elasticIpReference.pattern.test(value)).toBe(readReference(value) !== undefined);
		}),
		{ numRuns: 5_000 },
	);
});
